import * as vscode from "vscode";
import { askVault, vaultIcon } from "../ask-vault.ts";
import { choiceRow } from "../choice-row.ts";
import type { Services } from "../services.ts";
import { askSheet } from "../sheet-loop.ts";
import type { InFile } from "./in-file.ts";
import { mappingFor } from "./mapping-place.ts";
import { vaultWords } from "./move-choices.ts";
import { type VaultChoice, vaultChoice } from "./move-proposal.ts";
import { mappingChange } from "./move-questions.ts";

/** Where many secrets go. */
export interface AllPlace extends VaultChoice {
  /** Undefined: to each file the one that is nearest to it. */
  readonly mapping: vscode.Uri | undefined;
}

interface AllQuestion {
  readonly title: string;
  /** `12 secrets in 3 files`. */
  readonly heading: string;
  readonly chosen: readonly InFile[];
}

/** The mapping that is nearest to all of them; undefined where there are several. Throws `bad-input` without a folder. */
async function commonMapping(chosen: readonly InFile[]): Promise<vscode.Uri | undefined> {
  const files = new Map(chosen.map(({ uri }) => [uri.toString(), uri]));
  const mappings = await Promise.all(Array.from(files.values(), mappingFor));
  const [first] = mappings;
  return mappings.every((mapping) => mapping.toString() === first?.toString()) ? first : undefined;
}

/** Asks where all of them go, with everything filled in. Undefined where the person left. */
export async function askAllPlace(
  services: Services,
  { title, heading, chosen }: AllQuestion,
  first: AllPlace,
): Promise<AllPlace | undefined> {
  const nearest = await commonMapping(chosen);
  return askSheet<AllPlace>(
    services.ask,
    {
      title,
      placeholder: vscode.l10n.t("Press Enter to move, or choose a line to change it"),
      rows: (state) => {
        const mapping = state.mapping ?? nearest;
        const words =
          mapping === undefined ? vscode.l10n.t("the nearest to each file") : vscode.workspace.asRelativePath(mapping);
        return [
          { label: "Move All", description: heading, icon: "lock", value: { kind: "accept" } },
          choiceRow("Vault", vaultWords(state), vaultIcon(state.server), async (now) => {
            const server = await askVault(services, title, "Vault");
            return server === undefined ? undefined : { ...now, ...(await vaultChoice(services, server)) };
          }),
          choiceRow("Mapping", words, "list-flat", mappingChange<AllPlace>(services, nearest)),
        ];
      },
    },
    first,
  );
}
