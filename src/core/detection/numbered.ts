import { digitsInBase64 } from "./base64.ts";
import { prefixed, type PrefixedFormat } from "./format.ts";
import type { Rule } from "./rule.ts";

/** What a person is shown of the 900 beginnings. */
const SHOWN = ["MT", "Nz", "OD"];

/** The rule for a format that begins with base64 of a number of three digits or more. */
export function beginsWithNumber(format: Omit<PrefixedFormat, "prefixes">): Rule {
  const rule = prefixed({ ...format, prefixes: digitsInBase64() });
  const shape = {
    told: "prefix",
    marks: SHOWN,
    pattern: format.rest,
    hasChecksum: format.checksum !== undefined,
  } as const;
  return { ...rule, shape };
}
