import * as vscode from "vscode";
import type { RefreshedLockers } from "../../core/lockers/refresh-lockers.ts";
import { Disposables } from "../disposables.ts";
import { lazy } from "../lazy.ts";
import { registerCommand } from "../register-command.ts";
import { reportProblem } from "../report-problem.ts";
import type { Services } from "../services.ts";
import { duration } from "../times.ts";
import { createLockerCommand } from "./create-locker-command.ts";
import { lockerCommands } from "./locker-commands.ts";
import { lockerParts } from "./locker-parts.ts";
import { createLockersList } from "./lockers-list.ts";
import { createLockersView, type LockersView } from "./lockers-view.ts";
import { openLockerCommand } from "./open-locker-command.ts";

type Alarms = RefreshedLockers["alarms"];

function alarmText({ entry, alarm }: Alarms[number]): string {
  return alarm.kind === "overused"
    ? vscode.l10n.t(
        'Locker "{0}" was read {1} times, {2} were planned. Somebody else may have its token.',
        entry.purpose,
        alarm.uses,
        alarm.planned,
      )
    : vscode.l10n.t(
        'Locker "{0}" ended {1} early: revoked elsewhere, its sign-in ended, or used up by somebody else.',
        entry.purpose,
        duration(alarm.early),
      );
}

async function tellAlarm(services: Services, told: Alarms[number]): Promise<void> {
  const revoke = vscode.l10n.t("Revoke");
  const buttons = told.alarm.kind === "overused" ? [revoke] : [];
  const pressed = await services.ask.toast({ level: "warning", text: alarmText(told), buttons });
  if (pressed === revoke) await vscode.commands.executeCommand("lockers.revokeLocker", { id: told.entry.id });
}

/** Lockers: the view, and what can be done with them. */
export function lockers(services: Services): vscode.Disposable {
  const owned = new Disposables();
  const parts = lazy(() => lockerParts(services));
  const list = createLockersList(parts);
  const fail = (error: unknown): void =>
    void reportProblem(services, "lockers view", error, async () => view.refresh());
  const view: LockersView = owned.add(
    createLockersView({
      list,
      clock: services.clock,
      tree: services.views.lockers,
      isLocked: async () => (await services.localVault().state()) === "locked",
      alarm: (alarms) => {
        for (const told of alarms) tellAlarm(services, told).catch(fail);
      },
      fail,
    }),
  );
  owned.add(
    services.changes.on(({ kind }) => {
      if (kind === "lockers" || kind === "local-vault") view.changed();
    }),
  );
  owned.add(registerCommand(services, "lockers.refreshLockers", async () => view.refresh()));
  owned.add(createLockerCommand(services, parts));
  owned.add(openLockerCommand(services, parts));
  owned.add(lockerCommands({ services, parts, list }));
  return owned;
}
