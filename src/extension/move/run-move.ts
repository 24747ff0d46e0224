import * as vscode from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import { moveSecret, type MoveResult } from "../../core/migration/move.ts";
import type { DocumentScanner } from "../editor/document-scanner.ts";
import { findingPath } from "../editor/finding-path.ts";
import { findingName, type RuleNames } from "../editor/finding-words.ts";
import type { Target } from "../findings/target-finding.ts";
import type { Services } from "../services.ts";
import type { StoredFindings } from "../stored/stored-findings.ts";
import { folderOf, MAPPING_NAME } from "./mapping-place.ts";
import type { MoveState } from "./move-choices.ts";
import { moveEditor } from "./move-editor.ts";
import { MOVE_AUDIT, type MoveSubject } from "./move-proposal.ts";
import { planFor } from "./plan-for.ts";

/** What moves work with. */
export interface MoveParts {
  readonly services: Services;
  readonly scanner: DocumentScanner;
  readonly rules: RuleNames;
  readonly stored: StoredFindings;
  /** References that moves of this window reused: *Undo* leaves their values. */
  readonly reused: Set<string>;
  /** Versions that *Undo* has written in this window. */
  readonly restored: Set<string>;
}

/** What is known of a finding before the sheet opens. Throws `not-movable`. */
export function subjectOf(target: Target, rules: RuleNames): MoveSubject {
  const { document, finding } = target;
  const { value } = planFor(target);
  const file = findingPath(document.uri).split("/").at(-1) ?? "";
  const line = document.positionAt(finding.start).line + 1;
  const heading = vscode.l10n.t("{0} in {1}, line {2}", findingName(finding, rules), file, line);
  return { heading, finding, project: folderOf(document.uri)?.name ?? "app", value };
}

/** The finding where it stands now: the person may have typed meanwhile. Throws `document-changed`. */
export function findAgain({ document, finding }: Target, scanner: DocumentScanner): Target {
  const { findings } = scanner.scanned(document);
  const now = findings.find(({ fingerprint }) => fingerprint === finding.fingerprint);
  if (now === undefined) throw new ExpectedError({ code: "document-changed", file: findingPath(document.uri) });
  return { document, finding: now };
}

/**
 * The same for one of several that are moved one after the other: the move before may have changed the line, and with it
 * the fingerprint. Then it is the only finding of that name, or `document-changed` is thrown.
 */
export function findNext(target: Target, scanner: DocumentScanner): Target {
  const { document, finding } = target;
  const named = scanner.scanned(document).findings.filter(({ rule, assignedTo, variable }) => {
    return rule === finding.rule && assignedTo === finding.assignedTo && variable === finding.variable;
  });
  const isThere = named.some(({ fingerprint }) => fingerprint === finding.fingerprint);
  const [only] = named;
  return isThere || only === undefined || named.length > 1 ? findAgain(target, scanner) : { document, finding: only };
}

/** The same for a finding that is looked for again first. Throws `document-changed` too. */
export async function runAgain(parts: MoveParts, target: Target, state: MoveState): Promise<MoveResult> {
  return runMove(parts, findAgain(target, parts.scanner), state);
}

/** Stores the value and puts the expression in its place. Throws what `moveSecret` throws. */
export async function runMove(
  { services, reused, restored }: MoveParts,
  target: Target,
  state: MoveState,
): Promise<MoveResult> {
  const { document, finding } = target;
  const { languageId, version } = document;
  return moveSecret(
    {
      document: { path: findingPath(document.uri), languageId, version, text: document.getText() },
      finding,
      place: { server: state.server, at: state.at, key: state.key },
      replaceOnly: state.held === "same",
      variable: state.variable,
      mappingName: MAPPING_NAME,
    },
    { connections: services.connections(), editor: moveEditor(document, state.mapping), reused, restored },
    { audit: MOVE_AUDIT },
  );
}
