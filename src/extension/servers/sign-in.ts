import { type Disposable, l10n } from "vscode";
import type { ServerProfile } from "../../core/connections/connections.ts";
import { findProfile } from "../../core/connections/find-profile.ts";
import { ExpectedError } from "../../core/errors.ts";
import type { CallOptions } from "../../core/vault/client.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { browserSheet } from "./browser-sheet.ts";
import { chooseProfile } from "./choose-profile.ts";
import { deviceSheet } from "./device-sheet.ts";
import { isWay, ownWays, type Way, wayRow, WAYS } from "./sign-in-ways.ts";
import { signInWithToken } from "./token-input.ts";
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
    const ended = await TRY[way](services, profile.name);
    if (ended.kind === "done") {
      await services.globalMemory.update(memoryKey(profile.name), way);
      return ended;
    }
    way = ended.to;
  }
}

const TRY: Readonly<Record<Way, (services: Services, server: string) => Promise<Ended>>> = {
  browser: async (services, server) => browserSheet(services, server, CALL),
  device: async (services, server) => deviceSheet(services, server, CALL),
  token: async (services, server) => signInWithToken(services, server, CALL),
};

const memoryKey = (server: string): string => `lockers.signInWay.${server}`;

/** The way that is asked for, the one that worked last time, the only one, or the one the person chooses. */
async function firstWay(services: Services, profile: ServerProfile, asked: Way | "other" | undefined): Promise<Way> {
  if (asked !== undefined && asked !== "other") return asked;
  const own = ownWays(profile.signIn);
  const before = services.globalMemory.get(memoryKey(profile.name));
  if (asked === undefined && isWay(before)) return before;
  const [only, ...more] = own;
  if (asked === undefined && only !== undefined && more.length === 0) return only;
  return chooseWay(services, profile.name, own);
}

/** Those the server is set up for first. */
export async function chooseWay(services: Services, server: string, own: readonly Way[]): Promise<Way> {
  const way = await services.ask.pick<Way>({
    title: l10n.t("Sign In to {0}", server),
    placeholder: l10n.t("Press Enter to sign in, or choose another way"),
    rows: [...own, ...WAYS.filter((one) => !own.includes(one))].map(wayRow),
  });
  if (way === undefined) throw new ExpectedError({ code: "cancelled" });
  return way;
}
