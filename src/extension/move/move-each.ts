import * as vscode from "vscode";
import { ExpectedError, type Problem } from "../../core/errors.ts";
import type { MoveResult } from "../../core/migration/move.ts";
import { abortOn } from "../abort-on.ts";
import { currentDocument } from "../current-document.ts";
import { approveOwnWrite } from "./approve-own-write.ts";
import type { InFile } from "./in-file.ts";
import { mappingFor } from "./mapping-place.ts";
import type { AllPlace } from "./move-all-sheet.ts";
import type { MoveState } from "./move-choices.ts";
import { avoidTaken, proposeFor } from "./move-proposal.ts";
import { findNext, type MoveParts, runMove, subjectOf } from "./run-move.ts";
import { proposeStored } from "./stored-proposal.ts";

/** One that was moved, with what takes it back. */
export interface OneMoved extends InFile {
  readonly document: vscode.TextDocument;
  readonly state: MoveState;
  readonly result: MoveResult;
}

/** One that stayed where it is, and why. */
export interface OneLeft extends InFile {
  /** Undefined: something unexpected, which is in the log. */
  readonly problem: Problem | undefined;
}

export interface AllMoved {
  readonly moved: readonly OneMoved[];
  readonly left: readonly OneLeft[];
}

/** A file that is gone, or that VS Code cannot show, is a problem of its own findings alone. */
async function documentOf({ uri, path }: InFile): Promise<vscode.TextDocument> {
  try {
    return await currentDocument(uri);
  } catch (cause) {
    if (cause instanceof ExpectedError) throw cause;
    throw new ExpectedError({ code: "file-unreadable", file: path }, { cause });
  }
}

async function moveOne(parts: MoveParts, one: InFile, choice: AllPlace): Promise<OneMoved> {
  const { services, scanner, rules, stored } = parts;
  const document = await documentOf(one);
  const target = findNext({ document, finding: one.finding }, scanner);
  const subject = subjectOf(target, rules);
  const mapping = choice.mapping ?? (await mappingFor(one.uri));
  const place = stored.placeOf(subject.value);
  const proposal =
    place === undefined
      ? { ...proposeFor(subject, choice), vault: "open" as const, mapping }
      : await proposeStored(services, subject, place, mapping);
  const state = await avoidTaken(services, subject.value, proposal);
  const result = await runMove(parts, target, state);
  await approveOwnWrite(services, mapping, result.mapping);
  services.changes.tell({ kind: "secrets", server: state.server, at: state.at });
  return { ...one, document, state, result };
}

/** Moves one after the other, with progress; stops between two where the person says so. A problem of one does not keep the others. */
export async function moveEach(
  parts: MoveParts,
  title: string,
  chosen: readonly InFile[],
  choice: AllPlace,
): Promise<AllMoved> {
  const moved: OneMoved[] = [];
  const left: OneLeft[] = [];
  const progress = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await vscode.window.withProgress(progress, async (tell, cancel) => {
    const signal = abortOn(cancel);
    for (const [index, one] of chosen.entries()) {
      const message = vscode.l10n.t("{0} of {1}: {2}", index + 1, chosen.length, one.path);
      tell.report({ message, increment: 100 / chosen.length });
      try {
        if (signal.aborted) throw new ExpectedError({ code: "cancelled" });
        moved.push(await moveOne(parts, one, choice));
      } catch (error) {
        const problem = error instanceof ExpectedError ? error.problem : undefined;
        if (problem?.code !== "cancelled") parts.services.log.problem("move all", error);
        left.push({ ...one, problem });
      }
    }
  });
  return { moved, left };
}
