import { l10n } from "vscode";
import type { Problem } from "../../../core/errors.ts";
import type { SecretEnd } from "../../../core/secrets/secret-end.ts";
import type { FolderReport } from "../../../core/secrets/transfer-folder.ts";
import { describe, serverName } from "../../messages.ts";
import type { Services } from "../../services.ts";
import { below, fullPath } from "../place.ts";

const LISTED = 5;

/** What was to be done with a folder. */
interface Order {
  readonly kind: "copy" | "move";
  readonly to: SecretEnd;
}

/** Nothing is ever replaced, so a conflict at the target is something that is there. */
export function isTaken(problem: Problem, { client, at }: SecretEnd): boolean {
  return problem.code === "conflict" && problem.server === client.server && problem.path === fullPath(at);
}

export function takenWords({ client, at }: SecretEnd): string {
  return l10n.t("{0} exists on {1}. Nothing was replaced.", fullPath(at), serverName(client.server));
}

/** Tells what did not go of a folder, and why the first of it did not; nothing where all went. */
export async function tellLeft(services: Services, transfer: Order, report: FolderReport): Promise<void> {
  const { done, failed, left } = report;
  const total = done.length + failed.length + left.length;
  if (total === done.length) return;
  const first =
    transfer.kind === "copy"
      ? l10n.t("Copied {0} of {1} secrets.", done.length, total)
      : l10n.t("Moved {0} of {1} secrets.", done.length, total);
  const text = [first, leftWords([...failed.map(({ path }) => path), ...left]), ...whyWords(transfer, report)].join(
    " ",
  );
  await services.ask.toast({ level: "warning", text });
}

function leftWords(names: readonly string[]): string {
  const list = names.slice(0, LISTED).join(", ");
  const rest = names.length - LISTED;
  return rest > 0 ? l10n.t("Left: {0} and {1} more.", list, rest) : l10n.t("Left: {0}.", list);
}

function whyWords({ to }: Order, { failed, stopped }: FolderReport): readonly string[] {
  const [first] = failed;
  if (first !== undefined) {
    const place = { client: to.client, at: below(to.at, first.path) };
    return [isTaken(first.problem, place) ? takenWords(place) : describe(first.problem).text];
  }
  return stopped === undefined || stopped.code === "cancelled" ? [] : [describe(stopped).text];
}
