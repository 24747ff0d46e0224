import { variableOf } from "./format.ts";
import { longestLook } from "./pattern-length.ts";
import { NEAR_REACH, NONE, type Rule } from "./rule.ts";

/** What else is looked at: the name before it. */
const MARGIN = 512;

/** A secret in a place that syntax gives it: after `Authorization: Basic`, in `curl -u`, between `://` and `@`. */
export interface StructuredFormat {
  readonly id: string;
  readonly title: string;
  /** Lower case; the pattern begins at one of them. */
  readonly keywords: readonly string[];
  /** Sticky; its first group is what leads to the secret, its second the secret. Bounded. */
  readonly pattern: RegExp;
  readonly severity?: "certain" | "likely";
  readonly variable?: string;
  /** False for a text that is no secret after all. `lead` is the first group. */
  isSecret(secret: string, lead: string): boolean;
}

/** The rule for such a secret. */
export function structured(format: StructuredFormat): Rule {
  const { id, title, keywords, pattern, severity = "likely" } = format;
  let looksFar: boolean | undefined;
  return {
    id,
    title,
    kind: "format",
    keywords,
    variable: format.variable ?? variableOf(id),
    looksFar: () => (looksFar ??= longestLook(pattern.source) > NEAR_REACH - MARGIN),
    find({ text, start }) {
      pattern.lastIndex = start;
      const [, lead = "", secret = ""] = pattern.exec(text) ?? [];
      if (secret === "" || !format.isSecret(secret, lead)) return NONE;
      const from = start + lead.length;
      return [{ start: from, end: from + secret.length, severity }];
    },
  };
}
