import { type Disposable, l10n } from "vscode";
import type { ServerProfile } from "../../core/connections/connections.ts";
import { findProfile } from "../../core/connections/find-profile.ts";
import { ExpectedError } from "../../core/errors.ts";
import type { CallOptions } from "../../core/vault/client.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { browserSheet } from "./browser-sheet.ts";
import { chooseProfile } from "./choose-profile.ts";
import { chooseWay, firstWay, memoryKey } from "./choose-way.ts";
import { signInWithAppRole, signInWithPassword } from "./credential-inputs.ts";
import { deviceSheet } from "./device-sheet.ts";
import { isWay, type Way } from "./sign-in-ways.ts";
import { signInWithTokenFile } from "./token-file-input.ts";
import { signInWithAccessToken, signInWithToken } from "./token-input.ts";
import type { Ended } from "./waiting-sheet.ts";

const CALL: CallOptions = { audit: { who: "sign in" } };

/** The command *Sign In…*: a server, and a way where a button names one. */
export function signInCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.signIn", async (...args) => {
    const profile = await chooseProfile(services, l10n.t("Sign In"), args);
    const [, asked] = args;
    await signIn(services, profile.name, isWay(asked) || asked === "other" ? asked : undefined);
  });
}

/**
 * Signs in at a server; the person can change the way while it waits. A sign-in that is under way there is shown again.
 * `asked`: the way to begin with, `other` to choose one; the remembered one if not given. Throws `cancelled` where they
 * left.
 */
export async function signIn(services: Services, server: string, asked?: Way | "other"): Promise<void> {
  const underWay = services.signInUnderWay(server);
  if (underWay !== undefined) return underWay.show();
  const profile = findProfile(services.connections().profiles(), server);
  try {
    const { seen } = await anyWay(services, profile, asked);
    services.reach().answered(server);
    services.changes.tell({ kind: "servers", ...(seen ? { open: server } : {}) });
  } catch (error) {
    if (error instanceof ExpectedError) await services.reach().noteProblem(profile, error.problem);
    throw error;
  }
}

async function anyWay(
  services: Services,
  profile: ServerProfile,
  asked: Way | "other" | undefined,
): Promise<Extract<Ended, { kind: "done" }>> {
  let way = await firstWay(services, profile, asked);
  for (;;) {
    const ended = await TRY[way](services, profile, CALL);
    if (ended.kind === "done") {
      await services.globalMemory.update(memoryKey(profile.name), way);
      return ended;
    }
    way = ended.to === "other" ? await chooseWay(services, profile) : ended.to;
  }
}

type Try = (services: Services, profile: ServerProfile, call: CallOptions) => Promise<Ended>;

const TRY: Readonly<Record<Way, Try>> = {
  browser: async (services, { name }, call) => browserSheet(services, name, call),
  device: async (services, { name }, call) => deviceSheet(services, name, call),
  "access-token": async (services, { name }, call) => signInWithAccessToken(services, name, call),
  token: async (services, { name }, call) => signInWithToken(services, name, call),
  userpass: async (services, profile, call) => signInWithPassword(services, profile, "userpass", call),
  ldap: async (services, profile, call) => signInWithPassword(services, profile, "ldap", call),
  approle: signInWithAppRole,
  "token-file": signInWithTokenFile,
};
