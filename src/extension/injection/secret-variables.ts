import * as vscode from "vscode";
import type { AuditContext } from "../../core/audit/audit.ts";
import { LOCAL } from "../../core/connections/connections.ts";
import type { Mapping } from "../../core/references/mapping.ts";
import { requireVariables, resolveMapping, type Variable } from "../../core/references/resolve-mapping.ts";
import type { Approvals } from "../../node/mapping/approvals.ts";
import { openVault } from "../open-vault.ts";
import { requireTrust } from "../require-trust.ts";
import type { Services } from "../services.ts";
import { askApproval } from "./approve-mapping.ts";
import { type ChosenMapping, chooseMapping, readChosen } from "./choose-mapping.ts";
import type { MappingProblems } from "./mapping-problems.ts";

export interface InjectionParts {
  readonly services: Services;
  readonly approvals: Approvals;
  readonly problems: MappingProblems;
}

/** Values that are ready to be handed to one program. */
export interface ReadyVariables {
  readonly chosen: ChosenMapping;
  readonly mapping: Mapping;
  readonly variables: readonly Variable[];
}

function usesLocalVault({ entries }: Mapping): boolean {
  return entries.some(({ value }) => value.kind === "reference" && value.reference.server === LOCAL);
}

/**
 * Chooses a mapping, has it approved, and fetches its values. Throws `untrusted` in Restricted Mode, `cancelled`, what
 * keeps servers from answering, and `reference-broken` after each broken line was marked.
 */
export async function readyVariables(
  { services, approvals, problems }: InjectionParts,
  title: string,
  argument: unknown,
): Promise<ReadyVariables> {
  requireTrust(vscode.l10n.t("started"));
  const chosen = await chooseMapping(services.ask, title, argument);
  const file = await readChosen(chosen);
  if (!(await approvals.isApproved(file.path, file.text))) await askApproval(services.ask, approvals, file);
  if (usesLocalVault(file.mapping)) await openVault(services, LOCAL);
  const fetching = {
    location: vscode.ProgressLocation.Window,
    title: vscode.l10n.t("Fetching {0} secrets…", file.mapping.entries.length),
  };
  const audit: AuditContext = { who: title, why: file.mapping.file };
  const resolution = await vscode.window.withProgress(fetching, async () =>
    resolveMapping(file.mapping, services.connections(), { audit }),
  );
  problems.show(chosen.uri, resolution.broken);
  return { chosen, mapping: file.mapping, variables: requireVariables(resolution) };
}
