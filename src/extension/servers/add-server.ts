import { type Disposable, l10n } from "vscode";
import { checkServerName } from "../../core/connections/parse-profiles.ts";
import { ExpectedError } from "../../core/errors.ts";
import { normalAddress } from "../../core/transport/addresses.ts";
import { setContext } from "../context-keys.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { checkAddress } from "./address-check.ts";
import { askSignIn } from "./ask-sign-in.ts";
import { PRESETS, type Preset } from "./presets.ts";
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
        rows: [...PRESETS.map(presetRow), { label: l10n.t("Other…"), icon: "edit", value: OTHER }],
      }),
    );
    const address = await askAddress(services, preset.address);
    const how = preset.signIn ?? (await askSignIn(services, title(), undefined));
    const name = await askName(services, preset.name ?? nameFrom(address));
    await addProfile(services, { name, addresses: [address], signIn: how, ...preset.more });
    await setContext("lockers.did.server", true);
    services.changes.tell({ kind: "servers" });
    await signIn(services, name);
  });
}

const OTHER: Preset = { name: undefined, address: "https://", signIn: undefined, more: {} };

function presetRow(preset: Preset) {
  return { label: preset.name ?? "", description: preset.address, icon: "server", value: preset };
}

/** Asks for an address and tells, while it is typed, how the server there feels. */
export async function askAddress(services: Services, suggested: string): Promise<string> {
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

function nameFault(name: string, taken: ReadonlySet<string>): string | undefined {
  if (taken.has(name)) return l10n.t("There is a server of this name already.");
  try {
    checkServerName(name);
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.problem.code !== "bad-input") throw error;
    return l10n.t("This cannot be the name: {0}.", error.problem.reason);
  }
}

/** `vault.example.org` → `vault`; an address of this computer by its port. */
export function nameFrom(address: string): string {
  const { hostname, port } = new URL(address);
  const isName = /[a-z]/i.test(hostname) && hostname !== "localhost";
  return isName ? (hostname.split(".")[0] ?? hostname) : `server-${port === "" ? "443" : port}`;
}

function answered<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new ExpectedError({ code: "cancelled" });
  return value;
}
