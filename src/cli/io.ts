import type { Secret } from "../core/secrets/secret.ts";

/** Standard input, output and the terminal. */
export interface Io {
  /** Data, to standard output. Resolves when the system has taken it. Throws `BrokenPipe` where nobody reads any more, else `file-unwritable`. */
  out(chunk: string | Uint8Array): Promise<void>;
  /** Everything else, to standard error. Never throws. */
  err(text: string): void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly inIsTerminal: boolean;
  /** True where escape sequences may be written to standard error. */
  readonly colour: boolean;
  /** All of standard input. With a signal, its abort ends the waiting and throws `cancelled`. */
  readAll(signal?: AbortSignal): Promise<Uint8Array>;
  /** True where a person can be asked. */
  readonly canAsk: boolean;
  /** Asks without echo. Throws `cancelled` on Ctrl-C or Ctrl-D. Only where `canAsk`. */
  askHidden(question: string): Promise<Secret>;
  /** Asks for a line that may be seen; without spaces around it. Throws `cancelled` on Ctrl-C or Ctrl-D. Only where `canAsk`. */
  askLine(question: string): Promise<string>;
}

/** The reader of our output has gone (`lockers list | head -1`): stop without a word. */
export class BrokenPipe extends Error {
  override readonly name = "BrokenPipe";
}
