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
  /** Whether the settings have this server at these addresses: nothing is kept of one that was removed or changed meanwhile. */
  readonly isCurrent: (profile: ServerProfile) => boolean;
  /** What is known of a server has changed. */
  readonly changed: (server: string) => void;
}

/** What is known of servers. Questions are counted: their answers come in another order. */
function createBook({ clock, changed }: Pick<ReachOptions, "clock" | "changed">) {
  const known = new Map<string, KnownTrouble>();
  const contacts = new Map<string, number>();
  /** The question that what is known answers. */
  const answers = new Map<string, number>();
  let questions = 0;
  const isOlder = (server: string, question: number): boolean => question < (answers.get(server) ?? 0);
  return {
    trouble: (server: string) => known.get(server),
    question: () => ++questions,
    /** True for what was asked before what is known was. */
    isOlder,
    found: (server: string, trouble: Trouble): KnownTrouble => ({
      ...trouble,
      asked: clock.now(),
      lastContact: contacts.get(server),
    }),
    keep(server: string, question: number, trouble?: KnownTrouble): void {
      const before = known.get(server);
      answers.set(server, question);
      if (trouble === undefined) {
        known.delete(server);
        contacts.set(server, clock.now());
      } else {
        known.set(server, trouble);
      }
      if (trouble !== undefined || before !== undefined) changed(server);
    },
    forget(server: string): void {
      known.delete(server);
      contacts.delete(server);
    },
  };
}

export function createReach(options: ReachOptions): Reach {
  const { transportTo, isCurrent } = options;
  const book = createBook(options);

  async function look(profile: ServerProfile): Promise<KnownTrouble | undefined> {
    const { name, addresses } = profile;
    const question = book.question();
    const ask = async (address: string) => ({ address, answer: await askNode(address, transportTo(profile, address)) });
    const trouble = troubleOf(name, await Promise.all(addresses.map(ask)));
    const found = trouble && book.found(name, trouble);
    if (!isCurrent(profile)) return found;
    if (book.isOlder(name, question)) return book.trouble(name);
    book.keep(name, question, found);
    return found;
  }

  /** What was begun before the server was found in trouble says nothing of now. */
  async function answeredTo(question: number, profile: ServerProfile): Promise<void> {
    const { name } = profile;
    if (!isCurrent(profile)) return;
    if (book.trouble(name) !== undefined && book.isOlder(name, question)) await look(profile);
    else book.keep(name, book.question());
  }

  const noteProblem: Reach["noteProblem"] = async (profile, problem) =>
    isAboutTheServer(problem) ? look(profile) : undefined;

  return {
    trouble: book.trouble,
    look,
    noteProblem,
    answered: (server) => book.keep(server, book.question()),
    use: async (profile, work) => {
      const question = book.question();
      try {
        const result = await work();
        await answeredTo(question, profile);
        return result;
      } catch (error) {
        if (error instanceof ExpectedError) await noteProblem(profile, error.problem);
        throw error;
      }
    },
    forget: (server) => book.forget(server),
  };
}
