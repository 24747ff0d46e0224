import type { Io } from "./io.ts";

/** A line on the terminal that says how far something is. */
export interface Progress {
  tell(count: number): void;
  /** Takes the line away. */
  done(): void;
}

/** Milliseconds between two looks; a shorter scan shows nothing. */
const EVERY = 150;

/** Writes to standard error where that is a terminal, and nothing elsewhere. `noun`: what is counted, in the plural. */
export function createProgress(io: Io, noun: string, now: () => number): Progress {
  let next = now() + EVERY;
  let shown = 0;
  const clear = (): void => {
    if (shown > 0) io.err(`\r${" ".repeat(shown)}\r`);
    shown = 0;
  };
  return {
    tell(count) {
      if (!io.errIsTerminal || now() < next) return;
      next = now() + EVERY;
      const line = `Scanning… ${count.toLocaleString("en")} ${noun}`;
      io.err(`\r${line.padEnd(shown)}`);
      shown = Math.max(shown, line.length);
    },
    done: clear,
  };
}
