import type { Uri } from "vscode";
import type { MappingChange } from "../../core/migration/move.ts";
import type { Services } from "../services.ts";
import { mappingText } from "./mapping-place.ts";
import { ownWrite } from "./own-write.ts";

/**
 * Keeps a mapping approved that Lockers itself just wrote on the person's command, if it was approved before or is new.
 * Approvals are for files that programs of this computer read: any other place has none.
 */
export async function approveOwnWrite(
  { approvals }: Services,
  mapping: Uri,
  change: MappingChange | undefined,
): Promise<void> {
  if (change === undefined || mapping.scheme !== "file") return;
  const after = ownWrite(change, await mappingText(mapping));
  if (after !== undefined) await approvals.approveOwnWrite(mapping.fsPath, change.before, after);
}
