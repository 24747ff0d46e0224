import { type Disposable, l10n } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import { normalAddress } from "../../core/transport/addresses.ts";
import { setContext } from "../context-keys.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { checkAddress } from "./address-check.ts";
import { askSignIn } from "./ask-sign-in.ts";
import { nameFault, nameFrom } from "./name-check.ts";
import { presets } from "./presets.ts";
import { signIn } from "./sign-in.ts";
import { addProfile, takenNames } from "./stored-profiles.ts";

const title = (): string => l10n.t("Add Server");

/** The command *Add Server…*: which one, its address, how to sign in, and last its name. Then the sign-in starts. */
export function addServerCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.addServer", async () => {
    const preset = answered(
      await services.ask.pick({
        title: title(),
        placeholder: l10n.t("Choose a server"),
        rows: presets().map((one) => ({
          label: one.label,
          icon: one.icon,
          value: one,
          ...(one.name === undefined ? {} : { description: one.address }),
        })),
      }),
    );
    const address = await askAddress(services, preset.address);
    const how =
      preset.signIn === undefined
        ? await askSignIn(services, title(), preset.provider)
        : { signIn: preset.signIn, way: undefined };
    const name = await askName(services, preset.name ?? nameFrom(address));
    await addProfile(services, { name, addresses: [address], signIn: how.signIn, ...preset.more });
    await setContext("lockers.did.server", true);
    services.changes.tell({ kind: "servers" });
    await signIn(services, name, how.way);
  });
}

/** Asks for an address and tells, while it is typed, how the server there feels. */
async function askAddress(services: Services, suggested: string): Promise<string> {
  const text = await services.ask.input({
    title: title(),
    prompt: l10n.t("Address of the Vault or OpenBao server"),
    placeholder: "https://vault.example.org:8200",
    value: suggested,
    selection: [suggested.length, suggested.length],
    check: async (typed) => checkAddress(typed, (address) => services.transportTo(address)),
  });
  return normalAddress(answered(text));
}

async function askName(services: Services, suggested: string): Promise<string> {
  const taken = takenNames(services);
  return answered(
    await services.ask.input({
      title: title(),
      prompt: l10n.t("Name of the server, as references will use it"),
      value: suggested,
      check: (name) => nameFault(name, taken),
    }),
  );
}

function answered<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new ExpectedError({ code: "cancelled" });
  return value;
}
