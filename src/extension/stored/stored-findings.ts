import type * as vscode from "vscode";
import { LOCAL } from "../../core/connections/connections.ts";
import type { Finding } from "../../core/detection/finding.ts";
import { problemCode } from "../../core/errors.ts";
import type { KnownPlace, KnownValues } from "../../core/stored/known-values.ts";
import { findingRange } from "../editor/finding-range.ts";
import { planFor } from "../move/plan-for.ts";

/** Tells where the value of a finding is kept already. */
export interface StoredFindings {
  /** Undefined where that is not known. Costs nothing while no value is known. */
  readonly storedAt: (document: vscode.TextDocument, finding: Finding) => KnownPlace | undefined;
  /** Answers may differ from now on. */
  readonly onDidChange: vscode.Event<void>;
}

/** The value as the program sees it: escapes stand for other characters. */
function valueOf(document: vscode.TextDocument, finding: Finding): string {
  const raw = document.getText(findingRange(document, finding));
  if (!raw.includes("\\")) return raw;
  try {
    return planFor({ document, finding }).value.reveal();
  } catch (error) {
    if (problemCode(error) === undefined) throw error;
    return raw;
  }
}

/** The local vault before servers: it can be read at any time. */
function preferred(places: readonly KnownPlace[]): KnownPlace | undefined {
  return places.find(({ server }) => server === LOCAL) ?? places[0];
}

/** Compares findings with what this window has read. A finding must be of the document's present text. */
export function storedFindings(
  known: Pick<KnownValues, "placesOf" | "size">,
  onDidChange: vscode.Event<void>,
): StoredFindings {
  return {
    onDidChange,
    storedAt: (document, finding) =>
      known.size === 0 ? undefined : preferred(known.placesOf(valueOf(document, finding))),
  };
}
