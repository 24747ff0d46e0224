import * as vscode from "vscode";
import type { AuditContext } from "../../core/audit/audit.ts";
import { createLocker, type LockerStep, type MadeLocker } from "../../core/lockers/create-locker.ts";
import type { LockerParts } from "../../core/lockers/locker-parts.ts";
import type { SecretObject } from "../../core/vault/types.ts";
import { setContext } from "../context-keys.ts";
import { openVault } from "../open-vault.ts";
import { registerCommand } from "../register-command.ts";
import { requireTrust } from "../require-trust.ts";
import { reportProblem } from "../report-problem.ts";
import { lastPart, type SecretPlace } from "../secrets/place.ts";
import { secrets } from "../secrets/selection.ts";
import type { Services } from "../services.ts";
import { abortOn } from "../abort-on.ts";
import { askLocker, contentsOf } from "./create-locker-sheet.ts";
import { type LockerChoices, planOf } from "./locker-choices.ts";
import { pickSecrets } from "./pick-secrets.ts";
import { momentWords } from "./time-words.ts";

const AUDIT: AuditContext = { who: "lockers view", why: "create locker" };
const CHOICES_MEMORY = "lockers.locker.choices";
const HOUR = 3_600;

const STEPS: Readonly<Record<LockerStep, string>> = {
  "sign-in": "Signing in for this locker",
  create: "Creating",
  fill: "Filling",
  check: "Checking",
};

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** What was chosen last time in this workspace; numbers only, and only such as make sense. */
function remembered({ workspaceMemory }: Services): Pick<LockerChoices, "reads" | "spare" | "ttl"> {
  const note = workspaceMemory.get<unknown>(CHOICES_MEMORY);
  const [reads, spare, ttl]: readonly unknown[] = Array.isArray(note) ? note : [];
  return {
    reads: isCount(reads) && reads >= 1 ? reads : 1,
    spare: isCount(spare) && spare >= 0 ? spare : 0,
    ttl: isCount(ttl) && ttl >= 1 ? ttl : HOUR,
  };
}

async function readAll(services: Services, places: readonly SecretPlace[]): Promise<readonly SecretObject[]> {
  return Promise.all(
    places.map(async ({ server, at }) => (await services.connections().client(server)).read(at, { audit: AUDIT })),
  );
}

async function make(parts: LockerParts, choices: LockerChoices, objects: readonly SecretObject[]): Promise<MadeLocker> {
  const { server, purpose, shape, ttl } = choices;
  const contents = contentsOf(objects, shape);
  const { planned, granted } = planOf(choices, contents);
  const progress = { location: vscode.ProgressLocation.Notification, title: "Create Locker", cancellable: true };
  return vscode.window.withProgress(progress, async (tell, cancel) =>
    createLocker(
      parts,
      { server, purpose, contents, uses: { planned, granted }, ttl, keepToken: true },
      { audit: AUDIT, signal: abortOn(cancel), onStep: (step) => tell.report({ message: STEPS[step] }) },
    ),
  );
}

/** Says that it is ready; the token is never on the screen. */
function offer(services: Services, made: MadeLocker, choices: LockerChoices): void {
  const { entry, token } = made;
  const now = services.clock.now();
  const reads = choices.reads === 1 ? "1 read" : `${choices.reads} reads`;
  const place = entry.server === "local" ? vscode.l10n.t("this computer") : entry.server;
  const ends = momentWords(entry.ends, now);
  const text = vscode.l10n.t('"{0}" is ready on {1}: {2} until {3}.', entry.purpose, place, reads, ends);
  const [copy, snippet] = [vscode.l10n.t("Copy Token"), vscode.l10n.t("Copy Snippet…")];
  async function show(): Promise<void> {
    try {
      const pressed = await services.ask.toast({ level: "info", text, buttons: [copy, snippet] });
      if (pressed === copy) await services.clipboard.copy(token);
      if (pressed === snippet) await vscode.commands.executeCommand("lockers.copyLockerSnippet", { id: entry.id });
    } catch (error) {
      await reportProblem(services, "copy locker token", error, show);
    }
  }
  void show();
}

async function create(services: Services, parts: LockerParts, args: readonly unknown[]): Promise<void> {
  const selected = secrets(services.selection, args);
  const places = selected.length > 0 ? selected : await pickSecrets(services);
  const [first] = places ?? [];
  if (places === undefined || first === undefined) return;
  const objects = await readAll(services, places);
  const purpose = places.map(({ at }) => lastPart(at)).join(", ");
  const proposal: LockerChoices = { server: first.server, purpose, shape: "shared", ...remembered(services) };
  const choices = await askLocker(services, objects, proposal);
  if (choices === undefined) return;
  await openVault(services, choices.server);
  const made = await make(parts, choices, objects);
  await services.workspaceMemory.update(CHOICES_MEMORY, [choices.reads, choices.spare, choices.ttl]);
  services.changes.tell({ kind: "lockers" });
  await setContext("lockers.did.locker", true);
  offer(services, made, choices);
}

/** *Create Locker…*, from selected secrets, or from a pick of secrets where none is selected. */
export function createLockerCommand(services: Services, parts: () => LockerParts): vscode.Disposable {
  return registerCommand(services, "lockers.createLocker", async (...args) => {
    requireTrust(vscode.l10n.t("created"));
    await create(services, parts(), args);
  });
}
