import type { ServerProfile } from "../connections/connections.ts";
import { ExpectedError, type Problem } from "../errors.ts";
import type { Clock } from "../ports.ts";
import type { Transport } from "../transport/transport.ts";
import { askNode } from "./node-answer.ts";
import { isAboutTheServer, type Trouble, troubleOf } from "./trouble.ts";

/** What is known of whether a server can be used at all. Nothing is asked before something went wrong. */
export interface Reach {
  /** Undefined while nothing speaks against the server. */
  trouble(server: string): KnownTrouble | undefined;
  /** Asks every address of the server; keeps and gives what that comes to. */
  look(profile: ServerProfile): Promise<KnownTrouble | undefined>;
  /** The same, where `problem` is one of the whole server; undefined for any other. */
  noteProblem(profile: ServerProfile, problem: Problem): Promise<KnownTrouble | undefined>;
  /** Does something with the server and keeps what that tells of it. Gives what `work` gives, throws what it throws. */
  use<Result>(profile: ServerProfile, work: () => Promise<Result>): Promise<Result>;
  /** The server has answered. */
  answered(server: string): void;
  forget(server: string): void;
}

export interface KnownTrouble extends Trouble {
  /** Milliseconds since the epoch. */
  readonly asked: number;
  /** When the server last answered in this window; undefined: never. */
  readonly lastContact: number | undefined;
}

export interface ReachOptions {
  readonly transportTo: (profile: ServerProfile, address: string) => Transport;
  readonly clock: Clock;
  /** What is known of a server has changed. */
  readonly changed: (server: string) => void;
}

export function createReach({ transportTo, clock, changed }: ReachOptions): Reach {
  const known = new Map<string, KnownTrouble>();
  const contacts = new Map<string, number>();

  function keep(server: string, trouble: Trouble | undefined): KnownTrouble | undefined {
    const before = known.get(server);
    const now = clock.now();
    if (trouble === undefined) {
      known.delete(server);
      contacts.set(server, now);
    } else {
      known.set(server, { ...trouble, asked: now, lastContact: contacts.get(server) });
    }
    if (trouble !== undefined || before !== undefined) changed(server);
    return known.get(server);
  }

  async function look(profile: ServerProfile): Promise<KnownTrouble | undefined> {
    const ask = async (address: string) => ({ address, answer: await askNode(address, transportTo(profile, address)) });
    return keep(profile.name, troubleOf(profile.name, await Promise.all(profile.addresses.map(ask))));
  }

  function answered(server: string): void {
    contacts.set(server, clock.now());
    if (known.delete(server)) changed(server);
  }

  const noteProblem: Reach["noteProblem"] = async (profile, problem) =>
    isAboutTheServer(problem) ? look(profile) : undefined;

  return {
    trouble: (server) => known.get(server),
    look,
    noteProblem,
    answered,
    use: async (profile, work) => {
      try {
        const result = await work();
        answered(profile.name);
        return result;
      } catch (error) {
        if (error instanceof ExpectedError) await noteProblem(profile, error.problem);
        throw error;
      }
    },
    forget: (server) => {
      known.delete(server);
      contacts.delete(server);
    },
  };
}
