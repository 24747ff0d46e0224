import { ExpectedError } from "../../core/errors.ts";
import { findProfile } from "../../core/connections/find-profile.ts";
import { lookAgain } from "../servers/look-again.ts";
import type { Services } from "../services.ts";
import type { Board, BoardServer } from "./board.ts";

/** A server that was in trouble is asked again after so long. */
export const RETRIED_EVERY_MS = 30_000;
/** A session is renewed by itself when it ends within this time. */
const RENEWED_WITHIN_MS = 4 * 60_000;

/** What goes on without the person: sessions that can be are renewed, servers in trouble are asked again. */
export async function tendSessions(services: Services, { servers }: Board): Promise<void> {
  const now = services.clock.now();
  await Promise.all(servers.map(async (server) => tend(services, server, now)));
}

async function tend(services: Services, { name, session, trouble }: BoardServer, now: number): Promise<void> {
  if (trouble !== undefined) {
    if (now >= trouble.asked + RETRIED_EVERY_MS)
      await lookAgain(services, findProfile(services.connections().profiles(), name));
    return;
  }
  if (session.kind !== "signed-in" || !session.renews || session.ends === undefined || session.renewing === true)
    return;
  if (session.ends - now > RENEWED_WITHIN_MS) return;
  const renewed = services.sessions().vaultToken(name, { audit: { who: "session", why: "renewal" } });
  try {
    await services.renewing(name, renewed);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    await services.reach().noteProblem(findProfile(services.connections().profiles(), name), error.problem);
  }
}
