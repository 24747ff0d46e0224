import type * as vscode from "vscode";
import { LOCAL } from "../../core/connections/connections.ts";
import type { Finding } from "../../core/detection/finding.ts";
import type { Secret } from "../../core/secrets/secret.ts";
import { withoutEscapes } from "../../core/migration/without-escapes.ts";
import type { KnownPlace, KnownValues } from "../../core/stored/known-values.ts";
import { findingRange } from "../editor/finding-range.ts";

/** Tells where the value of a finding is kept already. */
export interface StoredFindings {
  /** Undefined where that is not known. Costs nothing while no value is known. A guess where the literal has escapes. */
  readonly storedAt: (document: vscode.TextDocument, finding: Finding) => KnownPlace | undefined;
  /** The same for the value itself, as a move has it. */
  readonly placeOf: (value: Secret) => KnownPlace | undefined;
  /** Answers may differ from now on. */
  readonly onDidChange: vscode.Event<void>;
}

/**
 * The value as a program may see it: as it is written, or with the escapes that languages have in common decoded. Which of
 * the two it is only the move finds out, which reads the whole document for it; it then compares with the vault again.
 */
function valuesOf(document: vscode.TextDocument, finding: Finding): readonly string[] {
  const raw = document.getText(findingRange(document, finding));
  return raw.includes("\\") ? [raw, withoutEscapes(raw)] : [raw];
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
    placeOf: (value) => preferred(known.placesOf(value.reveal())),
    storedAt: (document, finding) =>
      known.size === 0 ? undefined : preferred(valuesOf(document, finding).flatMap((value) => known.placesOf(value))),
  };
}
