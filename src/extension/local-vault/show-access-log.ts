import { l10n } from "vscode";
import type { AuditEvent } from "../../core/audit/audit.ts";
import { LOCAL } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import { printable } from "../../core/text/printable.ts";
import type { Row } from "../ask.ts";
import { plainText } from "../plain-text.ts";
import type { Services } from "../services.ts";
import { openLocalVault } from "./open-local-vault.ts";

const LINES = 1000;

/** *Show Access Log*: who did what and when, newest first; on top whether the log is whole. Throws `vault-absent`, `cancelled`. */
export async function showAccessLog(services: Services): Promise<void> {
  const vault = services.localVault();
  if ((await vault.state()) === "absent") throw new ExpectedError({ code: "vault-absent" });
  await openLocalVault(services);
  const [part, events] = await Promise.all([vault.auditProblem(), vault.auditEvents(LINES)]);
  await services.ask.pick({
    title: l10n.t("Access Log"),
    placeholder: l10n.t("Path, key name, time, or who"),
    searchesAll: true,
    rows: [verdict(part), ...events.map((event) => lineOf(event))],
  });
}

function verdict(part: number | undefined): Row<undefined> {
  return part === undefined
    ? {
        label: l10n.t("Intact"),
        description: l10n.t("no line was changed or taken out"),
        icon: "pass",
        value: undefined,
      }
    : {
        label: l10n.t("Does not fit at line {0}", part),
        description: l10n.t("lines were changed or taken out"),
        icon: "warning",
        value: undefined,
      };
}

/** Names come from servers and programs: none of them may draw an icon or steer the text. */
function lineOf({ at, who, server, action, path, keys, status, why }: AuditEvent): Row<undefined> {
  const time = new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
  const where = server === LOCAL ? [] : [server];
  const what = keys === undefined || keys.length === 0 ? path : `${path} (${keys.join(", ")})`;
  const reason = why === undefined ? [] : [why];
  const failed = status >= 400 || status === 0 ? [l10n.t("failed, {0}", status)] : [];
  return {
    label: safe(what),
    description: [action, ...failed, who, ...reason, ...where].map((text) => safe(text)).join(" · "),
    detail: time,
    icon: ICONS[action],
    value: undefined,
  };
}

function safe(text: string): string {
  return plainText(printable(text));
}

const ICONS: Readonly<Record<AuditEvent["action"], string>> = {
  read: "eye",
  list: "list-flat",
  write: "edit",
  delete: "trash",
  token: "key",
  locker: "archive",
  other: "circle-small",
};
