import type { TreeView } from "vscode";
import { createNewest } from "../../core/async/newest.ts";
import { concerned, findRow } from "./find-row.ts";
import type { TreeNode } from "./node.ts";
import type { KeyPlace, SecretPlace } from "./place.ts";
import type { SecretsTree } from "./tree-provider.ts";

/** VS Code drops a wish to show a row while it draws that part of the tree again. */
const ATTEMPTS = 8;
const PAUSE_MS = 150;

export interface RevealOptions {
  /** True: the person asked to see the row; its view comes on screen for it. */
  readonly focus: boolean;
}

/** Selects rows of the Secrets view. */
export type RevealRow = (place: SecretPlace | KeyPlace, options: RevealOptions) => Promise<void>;

/**
 * Selects the row of a secret or key, reading levels that were not read yet. Does nothing where it is not there, and
 * nothing more once another row is to be selected; where nobody asked for the row, also once the person has selected
 * another or left the view. Throws the `ExpectedError`s of reading.
 */
export function createRevealRow(tree: SecretsTree, view: TreeView<TreeNode>): RevealRow {
  const begin = createNewest();
  const selected = (): string => view.selection.map(({ id }) => id).join();
  return async (place, { focus }) => {
    const isNewest = begin();
    const before = selected();
    const isLeftAlone = (): boolean => view.visible && (selected() === before || view.selection.length === 0);
    const isWanted = (): boolean => isNewest() && (focus || isLeftAlone());
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const row = (await rowOf(tree, place)) ?? (attempt === 0 ? await readAgain(tree, place) : undefined);
      if (row === undefined || !isWanted()) return;
      await revealNow(view, row, focus);
      if (view.selection.some(({ id }) => id === row.id)) return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
}

/** Throws nothing: VS Code does not know a row yet that came with a refresh it has not asked for. */
async function revealNow(view: TreeView<TreeNode>, row: TreeNode, focus: boolean): Promise<void> {
  try {
    await view.reveal(row, { select: true, focus });
  } catch {
    // tried again after a pause
  }
}

/** It may have been stored after its folder was read. */
async function readAgain(tree: SecretsTree, place: SecretPlace | KeyPlace): Promise<TreeNode | undefined> {
  for (const row of concerned(tree.drawn(), place.server, place.at)) tree.refresh(row);
  return rowOf(tree, place);
}

async function rowOf(tree: SecretsTree, place: SecretPlace | KeyPlace): Promise<TreeNode | undefined> {
  const { server, at } = place;
  const row = await findRow(async (above) => tree.childrenTowards(above, at), server, at);
  if (row === undefined || place.kind === "secret") return row;
  const keys = await tree.childrenTowards(row, at);
  return keys.find((each) => each.place?.kind === "key" && each.place.key === place.key) ?? row;
}
