import { l10n } from "vscode";
import type { ServerProfile } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import type { OfferedSignIn } from "../../core/vault/types.ts";
import type { Row } from "../ask.ts";
import type { Services } from "../services.ts";
import { isWay, offeredWays, ownWays, type Way, wayRow, WAYS } from "./sign-in-ways.ts";

/** The server is not kept waiting for: what it offers is a help, no more. */
const ASKED_FOR_MS = 3000;

/** Where the way that worked last is remembered. */
export const memoryKey = (server: string): string => `lockers.signInWay.${server}`;

/**
 * The way to begin with: the one that is asked for, the one that worked last time, the only one the server is set up for,
 * or what the person chooses. Throws `cancelled`.
 */
export async function firstWay(services: Services, profile: ServerProfile, asked: Way | "other" | undefined) {
  if (asked === "other") return chooseWay(services, profile);
  if (asked !== undefined) return asked;
  const before = services.globalMemory.get(memoryKey(profile.name));
  if (isWay(before) && canBe(profile, before)) return before;
  const [only, ...more] = ownWays(profile.signIn);
  return only !== undefined && more.length === 0 ? only : chooseWay(services, profile);
}

/** Asks for a way: those the server is set up for or offers on top, the rest behind one more row. Throws `cancelled`. */
export async function chooseWay(services: Services, profile: ServerProfile): Promise<Way> {
  const offered = await offeredBy(services, profile.name);
  const top = WAYS.filter((way) => [...ownWays(profile.signIn), ...offeredWays(offered)].includes(way));
  const others = WAYS.filter((way) => !top.includes(way) && canBe(profile, way));
  const more: Row<"more"> = { label: l10n.t("Other…"), icon: "ellipsis", value: "more" };
  const chosen = await pickWay<Way | "more">(services, profile.name, [...top.map(wayRow), more]);
  return chosen === "more" ? pickWay(services, profile.name, others.map(wayRow)) : chosen;
}

async function pickWay<Value extends Way | "more">(services: Services, server: string, rows: readonly Row<Value>[]) {
  const way = await services.ask.pick<Value>({
    title: l10n.t("Sign In to {0}", server),
    placeholder: l10n.t("Press Enter to sign in, or choose another way"),
    rows,
  });
  if (way === undefined) throw new ExpectedError({ code: "cancelled" });
  return way;
}

/** The server of that name may have been another one when its way was remembered. */
function canBe({ signIn }: ServerProfile, way: Way): boolean {
  return signIn.kind === "oidc" || (way !== "browser" && way !== "device");
}

/** What the server tells everybody; nothing where it does not answer in time. */
export async function offeredBy(services: Services, server: string): Promise<readonly OfferedSignIn[]> {
  try {
    const signal = AbortSignal.timeout(ASKED_FOR_MS);
    return await services.sessions().offeredSignIns(server, { signal, audit: { who: "sign in" } });
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return [];
  }
}
