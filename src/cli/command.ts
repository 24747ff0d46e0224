import type { Clock } from "../core/ports.ts";
import type { Io } from "./io.ts";
import type { Format } from "./output.ts";
import type { Services } from "./services.ts";

/** One option of a command, as `node:util` parseArgs has them, with words for `--help`. */
export interface OptionSpec {
  readonly type: "string" | "boolean";
  readonly multiple?: boolean;
  readonly short?: string;
  /** The name of the value in the help, for example `FILE`. */
  readonly value?: string;
  readonly help: string;
  /** What a shell offers for the value. */
  readonly completes?: "file" | "server" | readonly string[];
}

/** One line of the help that can be typed as it is. */
export interface Example {
  readonly line: string;
  readonly note?: string;
}

/** The arguments of one command, checked against its table. */
export interface Arguments {
  /** Arguments that are no options. Behind `--` everything is one. */
  readonly positionals: readonly string[];
  /** What follows `--` where the command starts a program; else empty. */
  readonly rest: readonly string[];
  flag(name: string): boolean;
  /** The option's text; the last one where it was given twice. */
  text(name: string): string | undefined;
  /** Every text of an option that may be given several times. */
  texts(name: string): readonly string[];
  /** A whole number in decimal, at least `least`. Throws `UsageError` for anything else. */
  count(name: string, least?: number): number | undefined;
}

/** What a command runs in. Everything outside the process comes through here, so that tests can stand in for it. */
export interface CommandContext {
  readonly io: Io;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  readonly clock: Clock;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** `--server`, or undefined. */
  readonly server: string | undefined;
  readonly format: Format;
  /** Every command by its name. */
  readonly commands: ReadonlyMap<string, () => Promise<Command>>;
  /** Vaults, sessions, lockers; made when first asked for, closed by `main`. */
  readonly services: () => Promise<Services>;
}

/** One command of the command line. */
export interface Command {
  /** As it is typed: `get`, `locker create`. */
  readonly name: string;
  /** One sentence, shown first in the help. */
  readonly summary: string;
  /** What follows `lockers`, one line each: `get PATH [KEY] [--version N]`. */
  readonly usage: readonly string[];
  readonly examples: readonly Example[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Least and most arguments that are no options. */
  readonly takes: readonly [least: number, most: number];
  /** What follows `--` is a program of its own (`run`): it goes to `Arguments.rest` and is not counted. */
  readonly startsProgram?: true;
  /** A person may be asked to make the local vault where there is none: the command stores something in it. */
  readonly storesSomething?: true;
  /** The command reads `--format` itself; `CommandContext.format` is then `text`. */
  readonly ownFormats?: readonly string[];
  /** What a shell offers for the first argument that is no option; `path`: of a secret. */
  readonly completes?: "path" | "file" | "server" | readonly string[];
  /** More lines for the help, after the examples. */
  readonly notes?: readonly string[];
  /** Resolves to the exit status. Throws `ExpectedError` or `UsageError`; anything else is a bug. */
  run(context: CommandContext, args: Arguments): Promise<number>;
}
