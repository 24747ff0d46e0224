import { ExpectedError } from "../../core/errors.ts";
import type { Clock } from "../../core/ports.ts";
import type { SessionFacts, Sessions } from "../../core/sessions/sessions.ts";
import type { SessionState } from "./session-state.ts";

/** A sign-in that is under way in this window. */
export interface UnderWay {
  /** Brings its sheet back. */
  show(): void;
  cancel(): void;
}

/** What is told of sessions: by the core, and by sign-ins that are under way in this window. */
export interface SessionStates {
  /** Connects to nothing. */
  readonly state: (server: string) => Promise<SessionState>;
  /** The server counts as signing in until `work` has ended; gives what it gives. */
  readonly during: <Result>(server: string, work: Promise<Result>, handle: UnderWay) => Promise<Result>;
  readonly underWay: (server: string) => UnderWay | undefined;
  /** The server counts as renewing until `work` has ended. */
  readonly renewing: <Result>(server: string, work: Promise<Result>) => Promise<Result>;
}

export function sessionStates(sessions: () => Sessions, clock: Clock, changed: () => void): SessionStates {
  const underWay = new Map<string, UnderWay>();
  const renewing = new Set<string>();
  const lastEnds = new Map<string, number>();
  return {
    underWay: (server) => underWay.get(server),
    state: async (server) => {
      if (underWay.has(server)) return { kind: "signing-in" };
      const facts = await storedSession(sessions(), server);
      if (facts === undefined) {
        const state = ended(lastEnds.get(server), clock.now());
        if (state.kind === "signed-out") lastEnds.delete(server); // and does not expire later on
        return state;
      }
      const { name, ends, renews, kind } = facts;
      if (ends !== undefined) lastEnds.set(server, ends);
      const who = name === "" ? undefined : name;
      const hasAccessToken = kind === "oidc";
      return { kind: "signed-in", who, ends, renews, hasAccessToken, renewing: renewing.has(server) };
    },
    during: async (server, work, handle) => {
      underWay.set(server, handle);
      changed();
      try {
        return await work;
      } finally {
        // A newer sign-in may have taken its place.
        if (underWay.get(server) === handle) underWay.delete(server);
        changed();
      }
    },
    renewing: async (server, work) => {
      renewing.add(server);
      changed();
      try {
        return await work;
      } finally {
        renewing.delete(server);
        changed();
      }
    },
  };
}

/** A token file that cannot be used is no session; that must not keep other servers from being shown. */
async function storedSession(sessions: Sessions, server: string): Promise<SessionFacts | undefined> {
  try {
    return await sessions.session(server);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return undefined;
  }
}

/** A session that was seen here and ran out has expired; one that ended before its time was signed out. */
function ended(ends: number | undefined, now: number): SessionState {
  return ends !== undefined && ends <= now ? { kind: "expired", ended: ends } : { kind: "signed-out" };
}
