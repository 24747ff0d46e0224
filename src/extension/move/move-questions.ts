import * as vscode from "vscode";
import { askVault } from "../ask-vault.ts";
import type { Services } from "../services.ts";
import { MAPPING_NAME } from "./mapping-place.ts";
import { keyFault, type MoveState, parsePlace, placeWords, variableFault } from "./move-choices.ts";
import { kvMounts, type MoveSubject, proposeFor, vaultChoice } from "./move-proposal.ts";

export const MOVE_TITLE = "Move Secret to Vault";

/** One question about one choice of the sheet; undefined where the person went back. */
export type Change<State> = (state: State) => Promise<State | undefined>;

export function vaultChange(services: Services, subject: MoveSubject): Change<MoveState> {
  return async (state) => {
    const server = await askVault(services, MOVE_TITLE, "Vault");
    if (server === undefined) return undefined;
    const { mapping, variable } = state;
    return { ...proposeFor(subject, await vaultChoice(services, server)), mapping, variable };
  };
}

export function secretChange(services: Services): Change<MoveState> {
  return async (state) => {
    const mounts = state.vault === "open" ? await kvMounts(services, state.server) : [];
    const context = { server: state.server, mounts, home: state.home };
    const value = placeWords(state);
    const typed = await services.ask.input({
      title: MOVE_TITLE,
      prompt: vscode.l10n.t("Where the secret is kept: mount and path. Folders are made as needed."),
      value,
      selection: [value.lastIndexOf("/") + 1, value.length],
      check: (text) => {
        const place = parsePlace(text, context);
        return typeof place === "string" ? place : undefined;
      },
    });
    const at = typed === undefined ? undefined : parsePlace(typed, context);
    return at === undefined || typeof at === "string" ? undefined : { ...state, at, held: undefined };
  };
}

export function keyChange({ ask }: Services): Change<MoveState> {
  return async (state) => {
    const prompt = vscode.l10n.t("Key in the secret");
    const key = await ask.input({ title: MOVE_TITLE, prompt, value: state.key, check: keyFault });
    return key === undefined ? undefined : { ...state, key, held: undefined };
  };
}

export function variableChange({ ask }: Services): Change<MoveState> {
  return async (state) => {
    const prompt = vscode.l10n.t("Environment variable that the code will read");
    const variable = await ask.input({ title: MOVE_TITLE, prompt, value: state.variable, check: variableFault });
    return variable === undefined ? undefined : { ...state, variable };
  };
}

/** `nearest`: the one that is proposed where none was chosen. */
export function mappingChange<State extends { readonly mapping: vscode.Uri | undefined }>(
  { ask }: Services,
  nearest?: vscode.Uri,
): Change<State> {
  return async (state) => {
    const found = await vscode.workspace.findFiles(`**/${MAPPING_NAME}`, "**/node_modules/**", 50);
    const folders = vscode.workspace.workspaceFolders ?? [];
    const roots = folders.map(({ uri }) => vscode.Uri.joinPath(uri, MAPPING_NAME));
    const all = new Map(
      [...roots, ...found, state.mapping, nearest].flatMap((uri) =>
        uri === undefined ? [] : [[uri.toString(), uri] as const],
      ),
    );
    const rows = [...all.values()].map((uri) => ({
      label: vscode.workspace.asRelativePath(uri),
      icon: "list-flat",
      value: uri,
    }));
    const placeholder = vscode.l10n.t("The file that names the secret");
    const mapping = await ask.pick({ title: MOVE_TITLE, placeholder, rows });
    return mapping === undefined ? undefined : { ...state, mapping };
  };
}
