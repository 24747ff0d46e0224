import { l10n } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import type { Mapping } from "../../core/references/mapping.ts";
import { printable } from "../../core/text/printable.ts";
import { type MappingFile, fetchedNames } from "../../node/mapping/approved-mapping.ts";
import type { Approvals } from "../../node/mapping/approvals.ts";
import type { Ask, Row } from "../ask.ts";
import { askSheet, type Step } from "../sheet-loop.ts";
import { entryWords } from "./entry-words.ts";

interface Seen {
  readonly mapping: Mapping;
}

function rows(mapping: Mapping): readonly Row<Step<Seen>>[] {
  const count = fetchedNames(mapping).length;
  const heading = l10n.t("programs of this folder get {0} secrets", count);
  return [
    {
      label: l10n.t("Allow {0}", printable(mapping.file)),
      description: heading,
      icon: "check",
      value: { kind: "accept" },
    },
    ...mapping.entries.map((entry): Row<Step<Seen>> => {
      const icon = entry.value.kind === "reference" ? "link" : "symbol-variable";
      return { label: entry.name, description: entryWords(entry), icon, value: { kind: "none" } };
    }),
  ];
}

/**
 * Shows which names would get which references and texts, and approves the mapping as it is now where the person accepts. Throws
 * `cancelled` where they left.
 */
export async function askApproval(ask: Ask, approvals: Approvals, file: MappingFile): Promise<void> {
  const title = l10n.t("Allow Mapping");
  const placeholder = l10n.t("It is new or has changed. Press Enter to allow it as it is now");
  const seen = await askSheet<Seen>(ask, { title, placeholder, rows: ({ mapping }) => rows(mapping) }, file);
  if (seen === undefined) throw new ExpectedError({ code: "cancelled" });
  await approvals.approve(file.path, file.text);
}
