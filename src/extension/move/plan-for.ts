import { planMove } from "../../core/migration/plan-move.ts";
import type { MovePlan } from "../../core/migration/plan.ts";
import { findingPath } from "../editor/finding-path.ts";
import type { Target } from "../findings/target-finding.ts";
import { offeredVariable } from "./suggest-place.ts";

/** Stands for the reference while it is only asked what the edit would be. */
const ANY_REFERENCE = "vault://local/secret/app/value";

/** The edit as it would be now. Throws `not-movable` where no running code could be left. */
export function planFor({ document, finding }: Target): MovePlan {
  const { languageId } = document;
  const { start, end } = finding;
  const variable = offeredVariable(finding.variable);
  const site = { path: findingPath(document.uri), languageId, text: document.getText() };
  return planMove({ ...site, start, end, variable, reference: ANY_REFERENCE });
}
