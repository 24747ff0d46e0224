import type { MappingChange } from "../../core/migration/move.ts";
import { sameLines } from "../../core/text/same-lines.ts";

/**
 * The text to approve after a move: what the file holds now, but only where that is what the move wrote, up to line
 * breaks, which a new document may have got otherwise. Undefined where anything else is there.
 */
export function ownWrite(change: Pick<MappingChange, "after">, now: string | undefined): string | undefined {
  return now !== undefined && sameLines(now, change.after) ? now : undefined;
}
