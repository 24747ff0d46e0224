import type { Uri } from "vscode";
import type { LocatedFinding } from "../../core/detection/locate.ts";

/** A finding with the file it is in. */
export interface InFile {
  readonly uri: Uri;
  /** As it is shown. */
  readonly path: string;
  readonly finding: LocatedFinding;
}
