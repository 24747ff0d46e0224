import { type Disposable, l10n } from "vscode";
import { ExpectedError } from "../../../core/errors.ts";
import { Secret } from "../../../core/secrets/secret.ts";
import { registerCommand } from "../../register-command.ts";
import type { Services } from "../../services.ts";
import { meantFor } from "../choose.ts";

/** The command *Add Key…*: a name, then a value, masked. A key that is there already is not replaced. */
export function addKeyCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.addKey", async (...args) => {
    const title = l10n.t("Add Key");
    const [place] = await meantFor(services, title, args);
    if (place === undefined) return;
    const { server, at } = place;
    const client = await services.connections().client(server);
    const { fields } = await client.read(at, { audit: { who: "add key", why: "names of the keys" } });
    const key = answered(
      await services.ask.input({ title, placeholder: l10n.t("Key"), check: (name) => fault(name, fields) }),
    );
    const value = answered(await services.ask.input({ title, placeholder: l10n.t("Value of {0}", key), masked: true }));
    const changes = new Map([[key, { value: Secret.of(value), json: false }]]);
    await client.patch(at, changes, { audit: { who: "add key", keys: [key] } });
    services.changes.tell({ kind: "secrets", server, at, select: true });
  });
}

function fault(name: string, there: ReadonlyMap<string, unknown>): string | undefined {
  if (name === "") return l10n.t("Type a name for the key.");
  return there.has(name) ? l10n.t('Key names must differ: "{0}" is there already.', name) : undefined;
}

function answered(text: string | undefined): string {
  if (text === undefined) throw new ExpectedError({ code: "cancelled" });
  return text;
}
