import { l10n, ProgressLocation, window } from "vscode";
import { ExpectedError } from "../../../core/errors.ts";
import type { Copied } from "../../../core/secrets/copy-secret.ts";
import { copySecret } from "../../../core/secrets/copy-secret.ts";
import { type Relocated, relocateSecret } from "../../../core/secrets/relocate-secret.ts";
import type { SecretEnd } from "../../../core/secrets/secret-end.ts";
import { type FolderReport, transferFolder } from "../../../core/secrets/transfer-folder.ts";
import type { CallOptions } from "../../../core/vault/client.ts";
import { abortOn } from "../../abort-on.ts";
import type { Services } from "../../services.ts";
import { fullPath } from "../place.ts";
import { followReferences } from "./follow-references.ts";
import { isTaken, takenWords, tellLeft } from "./transfer-report.ts";

export interface Transfer {
  readonly kind: "copy" | "move";
  readonly from: SecretEnd;
  readonly to: SecretEnd;
  readonly versions: "current" | "all";
  /** Of a folder: only these paths below it. */
  readonly only?: readonly string[];
}

/**
 * Copies or moves one secret and tells the views; says so and gives false where the place is taken. References that name
 * the old place are offered to follow.
 */
export async function transferOne(services: Services, transfer: Transfer): Promise<boolean> {
  const { kind, from, to } = transfer;
  const call: CallOptions = { audit: { who: kind === "copy" ? "copy to" : "rename" } };
  let done: Copied | Relocated;
  try {
    done = await (kind === "copy" ? copySecret(transfer, call) : relocateSecret(transfer, call));
  } catch (error) {
    if (!(error instanceof ExpectedError) || !isTaken(error.problem, to)) throw error;
    await services.ask.toast({ level: "warning", text: takenWords(to) });
    return false;
  }
  if ("originalIs" in done) {
    const deleted = done.originalIs === "gone" ? "for-good" : "hidden";
    services.changes.tell({ kind: "secrets", server: from.client.server, at: from.at, deleted });
  }
  services.changes.tell({ kind: "secrets", server: to.client.server, at: to.at, select: true });
  if (kind === "copy") return true;
  await followReferences(services, ({ server, at }) =>
    server === from.client.server && fullPath(at) === fullPath(from.at)
      ? { server: to.client.server, at: to.at }
      : undefined,
  );
  return true;
}

/**
 * The same for a folder: with progress and Cancel, and a report where not all of it went. Gives the paths below the folder
 * that went.
 */
export async function transferTree(services: Services, transfer: Transfer): Promise<readonly string[]> {
  const { kind, from, to } = transfer;
  const title = kind === "copy" ? l10n.t("Copying {0}", fullPath(from.at)) : l10n.t("Moving {0}", fullPath(from.at));
  const shown = { location: ProgressLocation.Notification, title, cancellable: true };
  const report = await window.withProgress(shown, async (tell, cancel) => {
    const progress = (done: number, total: number): void =>
      tell.report({ message: l10n.t("{0} of {1}", done, total), increment: 100 / total });
    const audit = { who: kind === "copy" ? "copy to" : "rename" };
    return transferFolder({ ...transfer, progress }, { audit, signal: abortOn(cancel) });
  });
  for (const { server } of new Set([from.client, to.client])) {
    services.changes.tell({ kind: "secrets", server, at: undefined });
  }
  if (kind === "move") await followReferences(services, movedBelow(transfer, report));
  await tellLeft(services, transfer, report);
  return report.done.map(({ path }) => path);
}

function movedBelow({ from, to }: Transfer, { done }: FolderReport): Parameters<typeof followReferences>[1] {
  const moved = new Set(done.map(({ path }) => path));
  const start = from.at.path === "" ? "" : `${from.at.path}/`;
  return ({ server, at }) => {
    if (server !== from.client.server || at.mount !== from.at.mount || !at.path.startsWith(start)) return undefined;
    const rest = at.path.slice(start.length);
    const path = `${to.at.path}/${rest}`;
    return moved.has(rest) ? { server: to.client.server, at: { mount: to.at.mount, path } } : undefined;
  };
}
