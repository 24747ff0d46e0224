import * as vscode from "vscode";
import type { AuditContext } from "../../core/audit/audit.ts";
import { createLocker, type LockerStep, type MadeLocker } from "../../core/lockers/create-locker.ts";
import type { LockerParts } from "../../core/lockers/locker-parts.ts";
import type { SecretObject } from "../../core/vault/types.ts";
import { abortOn } from "../abort-on.ts";
import { setContext } from "../context-keys.ts";
import { openVault } from "../open-vault.ts";
import { lastPart, type SecretPlace } from "../secrets/place.ts";
import type { Services } from "../services.ts";
import { askLocker, contentsOf, type LockerWords } from "./create-locker-sheet.ts";
import { type LockerChoices, planOf } from "./locker-choices.ts";

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

/** A locker that was just made, and how the person wanted it. */
export interface OrderedLocker {
  readonly made: MadeLocker;
  readonly choices: LockerChoices;
}

/** Asks how a locker with these secrets is to be, and makes it. Undefined where the person left. Throws what `createLocker` throws. */
export async function orderLocker(
  services: Services,
  parts: LockerParts,
  places: readonly SecretPlace[],
  words?: LockerWords,
): Promise<OrderedLocker | undefined> {
  const [first] = places;
  if (first === undefined) return undefined;
  const objects = await readAll(services, places);
  const purpose = places.map(({ at }) => lastPart(at)).join(", ");
  const proposal: LockerChoices = { server: first.server, purpose, shape: "shared", ...remembered(services) };
  const choices = await askLocker(services, objects, proposal, words);
  if (choices === undefined) return undefined;
  await openVault(services, choices.server);
  const made = await make(parts, choices, objects);
  await services.workspaceMemory.update(CHOICES_MEMORY, [choices.reads, choices.spare, choices.ttl]);
  services.changes.tell({ kind: "lockers" });
  await setContext("lockers.did.locker", true);
  return { made, choices };
}
