import type { CustomRule } from "../../core/detection/custom/custom-rule.ts";
import type { Detection } from "../../core/detection/detection.ts";
import type { CustomFinder } from "./custom-finder.ts";

/**
 * Detection that also has a person's rules, for hosts that scan one text after the other and wait for each. A text that
 * is opened to be edited is looked at with the built-in rules alone.
 */
export function customDetection(
  detection: Detection,
  rules: readonly CustomRule[],
  finder: Pick<CustomFinder, "findNow">,
): Detection {
  const { detector, ruleName, withCustom } = detection;
  const names = new Map(rules.map(({ id, title }) => [id, { id, title, kind: "format" } as const]));
  return {
    ...detection,
    ruleName: (id) => names.get(id) ?? ruleName(id),
    detector: {
      open: (text, context) => detector.open(text, context),
      scan: (text, context, bytes) =>
        withCustom(text, context, detector.scan(text, context, bytes), {
          matches: finder.findNow(text, rules),
          rules,
          ruleName,
        }),
    },
  };
}
