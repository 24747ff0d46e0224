import { type Disposable, l10n } from "vscode";
import { ExpectedError } from "../../../core/errors.ts";
import { Secret } from "../../../core/secrets/secret.ts";
import type { InputQuestion } from "../../ask.ts";
import { registerCommand } from "../../register-command.ts";
import type { Services } from "../../services.ts";
import { meantFor } from "../choose.ts";
import { editSecret } from "./edit-secret.ts";

/** The command *Add Key…*: a name, then a value, masked. A key that is there already is not replaced. */
export function addKeyCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.addKey", async (...args) => {
    const title = l10n.t("Add Key");
    const [place] = await meantFor(services, title, args);
    if (place === undefined) return;
    const { server, at } = place;
    const client = await services.connections().client(server);
    const { fields } = await client.read(at, { audit: { who: "add key", why: "names of the keys" } });
    let form = false;
    const button = { icon: "edit", title: l10n.t("Open Form"), press: () => void (form = true) };
    const ask = async (question: Omit<InputQuestion, "title" | "button">): Promise<string | undefined> =>
      services.ask.input({ title, button, ...question });
    const key = await ask({ placeholder: l10n.t("Key"), check: (name) => fault(name, fields) });
    const value = key === undefined ? undefined : await ask({ placeholder: l10n.t("Value of {0}", key), masked: true });
    if (form) return editSecret(services, place, "add-key");
    if (key === undefined || value === undefined) throw new ExpectedError({ code: "cancelled" });
    const changes = new Map([[key, { value: Secret.of(value), json: false }]]);
    await client.patch(at, changes, { audit: { who: "add key", keys: [key] } });
    services.changes.tell({ kind: "secrets", server, at, select: true });
  });
}

function fault(name: string, there: ReadonlyMap<string, unknown>): string | undefined {
  if (name === "") return l10n.t("Type a name for the key.");
  if (/\p{Cc}/u.test(name)) return l10n.t("A key name cannot hold line breaks or control characters.");
  return there.has(name) ? l10n.t('Key names must differ: "{0}" is there already.', name) : undefined;
}
