import type { Clock } from "../../core/ports.ts";
import type { Sessions } from "../../core/sessions/sessions.ts";
import type { SessionState } from "./session-state.ts";

/** What is told of sessions: by the core, and by sign-ins that are under way in this window. */
export interface SessionStates {
  /** Connects to nothing. */
  readonly state: (server: string) => Promise<SessionState>;
  /** The server counts as signing in until `work` has ended; gives what it gives. */
  readonly during: <Result>(server: string, work: Promise<Result>) => Promise<Result>;
}

export function sessionStates(sessions: () => Sessions, clock: Clock, changed: () => void): SessionStates {
  const underWay = new Map<string, number>();
  const lastEnds = new Map<string, number>();
  const count = (server: string, step: 1 | -1): void => {
    underWay.set(server, (underWay.get(server) ?? 0) + step);
    changed();
  };
  return {
    state: async (server) => {
      if ((underWay.get(server) ?? 0) > 0) return { kind: "signing-in" };
      const facts = await sessions().session(server);
      if (facts === undefined) return ended(lastEnds.get(server), clock.now());
      if (facts.ends !== undefined) lastEnds.set(server, facts.ends);
      return { kind: "signed-in", who: facts.name === "" ? undefined : facts.name, ends: facts.ends };
    },
    during: async (server, work) => {
      count(server, 1);
      try {
        return await work;
      } finally {
        count(server, -1);
      }
    },
  };
}

/** A session that was seen here and ran out has expired; one that ended before its time was signed out. */
function ended(ends: number | undefined, now: number): SessionState {
  return ends !== undefined && ends <= now ? { kind: "expired", ended: ends } : { kind: "signed-out" };
}
