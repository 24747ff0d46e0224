import { type Disposable, l10n } from "vscode";
import { splitAddresses } from "../../core/transport/addresses.ts";
import { ExpectedError } from "../../core/errors.ts";
import { describe } from "../messages.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { askSignIn } from "./ask-sign-in.ts";
import { chooseProfile } from "./choose-profile.ts";
import { changeProfile } from "./stored-profiles.ts";

/** The command *Edit Server…*: its addresses, or how to sign in. The name stays: references use it. */
export function editServerCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.editServer", async (...args) => {
    const title = l10n.t("Edit Server");
    const profile = await chooseProfile(services, title, args);
    const what = await services.ask.pick({
      title,
      placeholder: l10n.t("Choose what to change"),
      rows: [
        { label: l10n.t("Addresses"), description: profile.addresses.join(", "), icon: "server", value: "addresses" },
        { label: l10n.t("Sign-In"), description: profile.signIn.kind, icon: "sign-in", value: "sign-in" },
      ] as const,
    });
    if (what === undefined) throw new ExpectedError({ code: "cancelled" });
    const changes =
      what === "addresses"
        ? { addresses: await askAddresses(services, title, profile.addresses) }
        : { signIn: await askSignIn(services, title, profile.signIn) };
    await changeProfile(services, profile.name, changes);
    services.changes.tell({ kind: "servers" });
  });
}

async function askAddresses(services: Services, title: string, before: readonly string[]): Promise<readonly string[]> {
  const text = await services.ask.input({
    title,
    prompt: l10n.t("Addresses of one cluster, the preferred one first, separated by commas"),
    value: before.join(", "),
    check: addressesFault,
  });
  if (text === undefined) throw new ExpectedError({ code: "cancelled" });
  return splitAddresses(text);
}

function addressesFault(text: string): string | undefined {
  try {
    return splitAddresses(text).length === 0 ? l10n.t("Type at least one address.") : undefined;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    const { problem } = error;
    return problem.code === "bad-input"
      ? l10n.t("{0} is no address: {1}.", problem.what, problem.reason)
      : describe(problem).text;
  }
}
