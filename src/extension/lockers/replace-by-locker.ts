import * as vscode from "vscode";
import { LOCAL } from "../../core/connections/connections.ts";
import type { LockerParts } from "../../core/lockers/locker-parts.ts";
import { revokeLocker } from "../../core/lockers/revoke-locker.ts";
import type { MoveResult } from "../../core/migration/move.ts";
import { replaceLiteral } from "../../core/migration/replace-literal.ts";
import { findingPath } from "../editor/finding-path.ts";
import { type Target, targetFinding } from "../findings/target-finding.ts";
import { requireKeptPlace } from "../local-vault/require-kept-place.ts";
import { approveOwnWrite } from "../move/approve-own-write.ts";
import { lookInHistory } from "../move/git-history.ts";
import { MAPPING_NAME, mappingFor } from "../move/mapping-place.ts";
import { type MoveState, placeWords } from "../move/move-choices.ts";
import { moveEditor } from "../move/move-editor.ts";
import {
  avoidTaken,
  firstServer,
  MOVE_AUDIT,
  type MoveSubject,
  proposeFor,
  vaultChoice,
} from "../move/move-proposal.ts";
import { findAgain, type MoveParts, subjectOf } from "../move/run-move.ts";
import { type Moved, takeBack } from "../move/tell-moved.ts";
import { openVault } from "../open-vault.ts";
import { reportProblem } from "../report-problem.ts";
import { requireTrust } from "../require-trust.ts";
import { opensServer } from "./opens-server.ts";
import { type OrderedLocker, orderLocker } from "./order-locker.ts";
import { pickSecrets } from "./pick-secrets.ts";
import { momentWords } from "./time-words.ts";

const AUDIT = { audit: { who: "quick fix", why: "replace by a locker" } } as const;
const LOCKER_KEY = "token";

const words = () => ({
  title: vscode.l10n.t("Replace by a Locker"),
  accept: vscode.l10n.t("Replace by a Locker"),
  placeholder: vscode.l10n.t("Press Enter to make the locker and replace the token, or choose a line to change it"),
  note: vscode.l10n.t("The code gets its token, which opens this locker and no other path"),
});

/** Where both tokens go: the old one where a move would put it, the locker's beside it. */
interface Places {
  readonly old: MoveState;
  readonly locker: MoveState;
}

async function placesFor(
  { services }: MoveParts,
  target: Target,
  subject: MoveSubject,
  { made }: OrderedLocker,
): Promise<Places> {
  const mapping = await mappingFor(target.document.uri);
  const proposed = { ...proposeFor(subject, await vaultChoice(services, await firstServer(services))), mapping };
  const old = await avoidTaken(services, subject.value, proposed);
  const beside = { ...proposed, at: { ...old.at, path: `${old.at.path}-locker` }, key: LOCKER_KEY };
  return { old, locker: await avoidTaken(services, made.token, beside) };
}

async function replaceIn(
  { services, reused, restored }: MoveParts,
  target: Target,
  places: Places,
  { made }: OrderedLocker,
): Promise<MoveResult> {
  const { document, finding } = target;
  const { languageId, version } = document;
  const { old, locker } = places;
  return replaceLiteral(
    {
      document: { path: findingPath(document.uri), languageId, version, text: document.getText() },
      finding,
      value: made.token,
      keep: { at: old.at, key: old.key },
      place: { server: locker.server, at: locker.at, key: locker.key },
      variable: locker.variable,
      mappingName: MAPPING_NAME,
    },
    { connections: services.connections(), editor: moveEditor(document, locker.mapping), reused, restored },
    { audit: MOVE_AUDIT },
  );
}

/** A locker whose token comes nowhere is ended again. The person hears why it came nowhere, whatever becomes of that. */
async function orRevoked<Result>(
  { services }: MoveParts,
  lockers: LockerParts,
  { made }: OrderedLocker,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    await revokeLocker(lockers, made.entry, AUDIT).catch((unended: unknown) => {
      services.log.problem("replace by a locker", unended); // it is in the Lockers view, where it can be revoked
    });
    services.changes.tell({ kind: "lockers" });
    throw error;
  }
}

function text({ services }: MoveParts, { old }: Places, { made }: OrderedLocker): string {
  const { purpose, ends } = made.entry;
  return vscode.l10n.t(
    'Replaced: the code gets the token of the locker "{0}", which opens nothing else, until {1}. The old token still works and is kept in {2}: end it where it was issued.',
    purpose,
    momentWords(ends, services.clock.now()),
    `${old.server === LOCAL ? "local" : old.server} › ${placeWords(old)}`,
  );
}

interface After {
  readonly moved: Moved;
  readonly history: AbortController;
}

/** The toast stays until somebody looks at it; the command does not wait for that. */
function offer(parts: MoveParts, places: Places, ordered: OrderedLocker, after: After): void {
  const { services } = parts;
  const [snippet, undo] = [vscode.l10n.t("Copy Snippet…"), vscode.l10n.t("Undo")];
  const show = async (): Promise<void> => {
    try {
      const buttons = [snippet, undo];
      const pressed = await services.ask.toast({ level: "info", text: text(parts, places, ordered), buttons });
      const { id } = ordered.made.entry;
      if (pressed === snippet) await vscode.commands.executeCommand("lockers.copyLockerSnippet", { id });
      if (pressed !== undo) return;
      after.history.abort();
      await takeBack(after.moved);
    } catch (error) {
      await reportProblem(services, "replace by a locker", error, show);
    }
  };
  void show();
}

/** With the locker ended too, once its token is out of the code again. */
function undoAll({ services }: MoveParts, lockers: LockerParts, { made }: OrderedLocker, undo: MoveResult["undo"]) {
  return async (): Promise<boolean> => {
    if (!(await undo())) return false; // the code may still read the locker's token
    await revokeLocker(lockers, made.entry, AUDIT);
    services.changes.tell({ kind: "lockers" });
    return true;
  };
}

/**
 * *Replace by a Locker…*: makes a locker of the secrets that the code needs, and puts code that gets its token in the place
 * of a token that opens more. The old token is kept in the vault.
 */
export async function replaceByLocker(parts: MoveParts, lockers: LockerParts, argument: unknown): Promise<void> {
  const { services, scanner, rules } = parts;
  requireTrust(vscode.l10n.t("replaced"));
  const found = await targetFinding(scanner, argument);
  if (found === undefined || !opensServer(found.finding)) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("No token of a server at the cursor"), 5_000);
    return;
  }
  const subject = subjectOf(found, rules);
  const server = await firstServer(services);
  requireKeptPlace(server);
  await openVault(services, server);
  const picking = { title: words().title, placeholder: vscode.l10n.t("Secrets that the code needs") };
  const secrets = await pickSecrets(services, picking);
  const ordered = secrets && (await orderLocker(services, lockers, secrets, words()));
  if (ordered === undefined) return;
  const { result, places, target } = await orRevoked(parts, lockers, ordered, async () => {
    const now = findAgain(found, scanner);
    const both = await placesFor(parts, now, subject, ordered);
    return { target: now, places: both, result: await replaceIn(parts, now, both, ordered) };
  });
  await approveOwnWrite(services, places.locker.mapping, result.mapping);
  for (const { server: where, at } of [places.old, places.locker])
    services.changes.tell({ kind: "secrets", server: where, at });
  const undo = undoAll(parts, lockers, ordered, result.undo);
  const { document } = target;
  const { rule } = target.finding;
  const history = lookInHistory(services, [{ file: document.uri, literal: result.literal, rule }]);
  const moved = { services, scanner, document, state: places.locker, result: { ...result, undo }, rule };
  offer(parts, places, ordered, { moved, history });
}
