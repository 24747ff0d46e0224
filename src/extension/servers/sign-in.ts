import { type Disposable, l10n } from "vscode";
import type { ServerProfile } from "../../core/connections/connections.ts";
import { findProfile } from "../../core/connections/find-profile.ts";
import { ExpectedError, problemCode } from "../../core/errors.ts";
import { Secret } from "../../core/secrets/secret.ts";
import type { CallOptions } from "../../core/vault/client.ts";
import { describe } from "../messages.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { chooseProfile } from "./choose-profile.ts";
import { browserSheet, deviceSheet, type Way } from "./sign-in-sheets.ts";

const CALL: CallOptions = { audit: { who: "sign in" } };

/** The command *Sign In…*. */
export function signInCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.signIn", async (...args) => {
    const profile = await chooseProfile(services, l10n.t("Sign In"), args);
    await signIn(services, profile.name);
  });
}

/** Signs in at a server; the person can change the way while it waits. Throws `cancelled` where they left. */
export async function signIn(services: Services, server: string): Promise<void> {
  const profile = findProfile(services.connections().profiles(), server);
  let way: Way | undefined = profile.signIn.kind === "token" ? "token" : await firstWay(services, server);
  while (way !== undefined) way = await goOn(services, profile, way);
  services.changes.tell({ kind: "servers" });
}

/** Undefined once it is done, else the way the person changed to. */
async function goOn(services: Services, profile: ServerProfile, way: Way): Promise<Way | undefined> {
  if (way === "browser") return browserSheet(services, profile.name, CALL);
  if (way === "device") return deviceSheet(services, profile.name, CALL);
  await signInWithToken(services, profile.name);
  return undefined;
}

async function firstWay(services: Services, server: string): Promise<Way> {
  const key = `lockers.signInWay.${server}`;
  const before = services.globalMemory.get(key);
  if (before === "browser" || before === "device") return before;
  const way = await services.ask.pick<Way>({
    title: l10n.t("Sign In to {0}", server),
    placeholder: l10n.t("Press Enter to sign in, or choose another way"),
    rows: [
      { label: l10n.t("Browser"), description: l10n.t("recommended"), icon: "globe", value: "browser" },
      { label: l10n.t("Code on Another Device"), icon: "device-mobile", value: "device" },
      { label: l10n.t("Vault Token"), icon: "key", value: "token" },
    ],
  });
  if (way === undefined) throw new ExpectedError({ code: "cancelled" });
  if (way !== "token") await services.globalMemory.update(key, way);
  return way;
}

async function signInWithToken(services: Services, server: string): Promise<void> {
  const typed = await services.ask.input({
    title: l10n.t("Sign In to {0}", server),
    placeholder: l10n.t("Vault token"),
    prompt: l10n.t("Kept in VS Code's secret storage, nowhere else"),
    masked: true,
    check: (text) => (text.trim() === "" ? l10n.t("Paste a token.") : undefined),
    accept: async (text) => tokenFault(services, server, Secret.of(text.trim())),
  });
  if (typed === undefined) throw new ExpectedError({ code: "cancelled" });
}

/** Signs in; gives the sentence for the field where the server does not know the token. */
async function tokenFault(services: Services, server: string, token: Secret): Promise<string | undefined> {
  try {
    await services.sessions().signInWithToken(server, token, CALL);
    return undefined;
  } catch (error) {
    const code = problemCode(error);
    if (!(error instanceof ExpectedError) || (code !== "session-refused" && code !== "bad-input")) throw error;
    return describe(error.problem).text;
  }
}
