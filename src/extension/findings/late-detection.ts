import { setTimeout as pause } from "node:timers/promises";
import type { Detection } from "../../core/detection/detection.ts";
import type { OpenText } from "../../core/detection/detector.ts";
import type { Finding, ScanContext } from "../../core/detection/finding.ts";
import type { RuleNames } from "../editor/finding-words.ts";

/** Detection that is read from disk after activation. Until then every text is taken to hold nothing. */
export interface LateDetection {
  readonly scan: (text: string, context: ScanContext) => readonly Finding[];
  /** For a text that will be edited. */
  readonly open: (text: string, context: ScanContext) => OpenText;
  readonly rules: RuleNames;
  /** All of it; undefined until then. */
  readonly detection: () => Detection | undefined;
  /** True once texts are really scanned. */
  readonly isReady: () => boolean;
  /** Settled then. */
  readonly ready: Promise<void>;
}

const NOTHING: OpenText = { findings: [], edit: () => [] };

/** Starts reading detection in a later turn. */
export function lateDetection(): LateDetection {
  let detection: Detection | undefined;
  async function load(): Promise<void> {
    await pause(0); // activation is over before the tables are read
    const { createDetection } = await import("../../core/detection/detection.ts");
    detection = createDetection();
  }
  return {
    scan: (text, context) => detection?.detector.scan(text, context) ?? [],
    open: (text, context) => detection?.detector.open(text, context) ?? NOTHING,
    isReady: () => detection !== undefined,
    rules: (id) => detection?.ruleName(id),
    detection: () => detection,
    ready: load(),
  };
}
