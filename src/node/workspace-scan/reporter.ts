import { type FileResult, isTold } from "./file-result.ts";
import type { FileRef, FoundFile, ScanNews } from "./scan-messages.ts";

/** Tells how far a scan is and what it found, often enough to follow and seldom enough not to be felt. */
export interface Reporter {
  /** A file is done. */
  step(): void;
  /** Passed on where there is something to tell, or `had` something. */
  found(file: FileRef, result: FileResult, had: boolean): void;
  /** What has not been passed on yet. */
  flush(): void;
}

const PAUSE_MS = 100;
/** Taking in more at once would be felt in the editor. */
const PIECE = 1_000;

export function createReporter(total: number, tell: (news: ScanNews) => void): Reporter {
  let done = 0;
  let told = performance.now();
  let waiting: FoundFile[] = [];
  let weight = 0;

  function flush(): void {
    if (waiting.length > 0) tell({ kind: "found", files: waiting });
    waiting = [];
    weight = 0;
  }

  function add(file: FoundFile): void {
    waiting.push(file);
    weight += 1 + file.findings.length;
    if (weight >= PIECE) flush();
  }

  return {
    step() {
      done++;
      if (performance.now() - told < PAUSE_MS) return;
      told = performance.now();
      flush();
      tell({ kind: "progress", done, of: total });
    },
    found(file, result, had) {
      if (!had && !isTold(result)) return;
      const { folder, path } = file;
      const first = result.findings.slice(0, PIECE);
      add({ folder, path, ...result, findings: first, isContinued: false });
      for (let from = PIECE; from < result.findings.length; from += PIECE) {
        add({ folder, path, findings: result.findings.slice(from, from + PIECE), isContinued: true });
      }
    },
    flush,
  };
}
