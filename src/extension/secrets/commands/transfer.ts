import { l10n, ProgressLocation, window } from "vscode";
import type { Copied } from "../../../core/secrets/copy-secret.ts";
import { copySecret } from "../../../core/secrets/copy-secret.ts";
import { type Relocated, relocateSecret } from "../../../core/secrets/relocate-secret.ts";
import type { SecretEnd } from "../../../core/secrets/secret-end.ts";
import { type FolderReport, transferFolder } from "../../../core/secrets/transfer-folder.ts";
import type { CallOptions } from "../../../core/vault/client.ts";
import { abortOn } from "../../abort-on.ts";
import { describe } from "../../messages.ts";
import type { Services } from "../../services.ts";
import { fullPath } from "../place.ts";
import { followReferences } from "./follow-references.ts";

export interface Transfer {
  readonly kind: "copy" | "move";
  readonly from: SecretEnd;
  readonly to: SecretEnd;
  readonly versions: "current" | "all";
}

const LISTED = 5;

/** Copies or moves one secret and tells the views. References that name the old place are offered to follow. */
export async function transferOne(services: Services, transfer: Transfer): Promise<void> {
  const { kind, from, to } = transfer;
  const call: CallOptions = { audit: { who: kind === "copy" ? "copy to" : "rename" } };
  const done: Copied | Relocated = await (kind === "copy"
    ? copySecret(transfer, call)
    : relocateSecret(transfer, call));
  if ("originalIs" in done) {
    const deleted = done.originalIs === "gone" ? "for-good" : "hidden";
    services.changes.tell({ kind: "secrets", server: from.client.server, at: from.at, deleted });
  }
  services.changes.tell({ kind: "secrets", server: to.client.server, at: to.at, select: true });
  if (kind === "copy") return;
  await followReferences(services, ({ server, at }) =>
    server === from.client.server && fullPath(at) === fullPath(from.at)
      ? { server: to.client.server, at: to.at }
      : undefined,
  );
}

/** The same for a folder: with progress and Cancel, and a report where not all of it went. */
export async function transferTree(services: Services, transfer: Transfer): Promise<void> {
  const { kind, from, to } = transfer;
  const path = fullPath(from.at);
  const title = kind === "copy" ? l10n.t("Copying {0}", path) : l10n.t("Moving {0}", path);
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
  await tellLeft(services, kind, report);
}

function movedBelow({ from, to }: Transfer, { done }: FolderReport): Parameters<typeof followReferences>[1] {
  const moved = new Set(done.map(({ path }) => path));
  const start = from.at.path === "" ? "" : `${from.at.path}/`;
  return ({ server, at }) => {
    if (server !== from.client.server || at.mount !== from.at.mount || !at.path.startsWith(start)) return undefined;
    const below = at.path.slice(start.length);
    const path = `${to.at.path}/${below}`;
    return moved.has(below) ? { server: to.client.server, at: { mount: to.at.mount, path } } : undefined;
  };
}

async function tellLeft(services: Services, kind: Transfer["kind"], report: FolderReport): Promise<void> {
  const { done, failed, left, stopped } = report;
  if (failed.length + left.length === 0) return;
  const total = done.length + failed.length + left.length;
  const names = [...failed.map(({ path }) => path), ...left];
  const rest = names.length - LISTED;
  const list = names.slice(0, LISTED).join(", ");
  const problem = stopped?.code === "cancelled" ? undefined : (failed[0]?.problem ?? stopped);
  const text = [
    kind === "copy"
      ? l10n.t("Copied {0} of {1} secrets.", done.length, total)
      : l10n.t("Moved {0} of {1} secrets.", done.length, total),
    rest > 0 ? l10n.t("Left: {0} and {1} more.", list, rest) : l10n.t("Left: {0}.", list),
    ...(problem === undefined ? [] : [describe(problem).text]),
  ].join(" ");
  await services.ask.toast({ level: "warning", text });
}
