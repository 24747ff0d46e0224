import { Secret } from "../secrets/secret.ts";
import type { MovePlan, MoveSite } from "./plan.ts";

/** The plan for a secret in a comment or a docstring, which no program reads: the reference stands there instead. */
export function commentPlan(site: MoveSite): MovePlan {
  return {
    value: Secret.of(site.text.slice(site.start, site.end)),
    edits: [{ start: site.start, end: site.end, text: site.reference }],
    mapping: [],
    expression: site.reference,
    notes: ["comment"],
  };
}
