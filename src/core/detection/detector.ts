import { candidatesIn } from "./candidates.ts";
import { formatRules } from "./catalogue.ts";
import { LiveText, type TextChange } from "./live-text.ts";
import { findingsFrom } from "./resolve.ts";
import { indexRules } from "./rule-index.ts";
import type { Finding, ScanContext } from "./finding.ts";
import type { Rule } from "./rule.ts";

export interface DetectorOptions {
  /** Rules besides those that are built in. */
  readonly rules?: readonly Rule[];
}

export interface Detector {
  /**
   * All secrets of a text, in the order of their places, none overlapping another. Never throws.
   *
   * @param bytes the text in UTF-8 or Latin-1, for a host that has them: it is looked at faster
   */
  scan(text: string, context: ScanContext, bytes?: Uint8Array): readonly Finding[];
  /** The same for a text that will be edited. */
  open(text: string, context: ScanContext): OpenText;
}

/** A text whose findings follow its edits; they are always those that `scan` would give. */
export interface OpenText {
  readonly findings: readonly Finding[];
  /**
   * Takes note of an edit. The time it takes depends on the edit and the number of findings, not on the text's length.
   *
   * @param text after the edit
   * @param changes all parts that the edit replaced, none overlapping another
   */
  edit(text: string, changes: readonly TextChange[]): readonly Finding[];
}

/** An engine that is ready to scan any number of texts. It holds tables only, nothing of what it scanned. */
export function createDetector(options: DetectorOptions = {}): Detector {
  const index = indexRules([...(options.rules ?? []), ...formatRules]);
  return {
    scan(text, context, bytes) {
      const located = candidatesIn({ text, path: context.path, bytes }, { from: 0, to: text.length }, index);
      if (located.length === 0) return [];
      return findingsFrom(
        text,
        context,
        located.map(({ candidate }) => candidate),
      );
    },
    open(text, context) {
      const live = new LiveText(text, context, index);
      const resolve = (now: string) => findingsFrom(now, context, live.candidates);
      let findings = resolve(text);
      return {
        get findings() {
          return findings;
        },
        edit(now, changes) {
          live.edit(now, changes);
          findings = resolve(now);
          return findings;
        },
      };
    },
  };
}
