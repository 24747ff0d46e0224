import { dirname, resolve } from "node:path";
import type { Detector } from "../../core/detection/detector.ts";
import { createProjects, pathFrom } from "./projects.ts";
import { LARGEST, type ScanReport } from "./report.ts";
import { Tally } from "./tally.ts";

export interface TextScanOptions {
  readonly detector: Detector;
  /** Absolute. */
  readonly cwd: string;
  /** The file that the text is of, absolute or relative to `cwd`; undefined = none that is known. */
  readonly name: string | undefined;
  readonly largest?: number;
}

/** How text without a file is named. */
const NAMELESS = "stdin";

/** Scans what a program or an editor hands over. With a name it is judged as that file would be, which need not be there. */
export function scanText(bytes: Uint8Array, { detector, cwd, name, largest = LARGEST }: TextScanOptions): ScanReport {
  const tally = new Tally(detector);
  const absolute = name === undefined ? undefined : resolve(cwd, name);
  const { folder, ignore } = createProjects()(absolute === undefined ? cwd : dirname(absolute));
  const path = absolute === undefined ? "" : pathFrom(folder, absolute);
  const file = absolute === undefined ? NAMELESS : pathFrom(cwd, absolute);
  if (bytes.length > largest) tally.skip(file);
  else if (!ignore.ignoresPath(path)) tally.scan({ bytes, file, path, ignore });
  return tally.report(cwd);
}
