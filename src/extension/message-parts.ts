import { l10n } from "vscode";
import type { Problem } from "../core/errors.ts";
import type { CommandId } from "./contributions.ts";

const { t } = l10n;

/** What a button of a message does. */
export type Action =
  | { readonly kind: "retry"; readonly title: string }
  | {
      readonly kind: "command";
      readonly title: string;
      readonly command: CommandId | "workbench.trust.manage" | "revealFileInOS";
      readonly args: readonly unknown[];
    }
  | { readonly kind: "copy"; readonly title: string; readonly text: string };

/** One sentence, what happened first, then what to do; and the buttons that do it. */
export interface Description {
  readonly text: string;
  readonly actions: readonly Action[];
}

/** The words for some of the core's codes. */
export type Words<Codes extends Problem["code"]> = {
  readonly [Code in Codes]: (problem: Extract<Problem, { code: Code }>) => Description;
};

export const plain = (text: string, ...actions: readonly Action[]): Description => ({ text, actions });
export const retry = (): Action => ({ kind: "retry", title: t("Retry") });
export const command = (title: string, id: CommandId, ...args: readonly unknown[]): Action => ({
  kind: "command",
  title,
  command: id,
  args,
});
export const editServer = (server: string): Action => command(t("Edit Server"), "lockers.editServer", server);
export const signIn = (server: string): Action => command(t("Sign In…"), "lockers.signIn", server);
export const otherWays = (server: string): Action => command(t("Other Ways"), "lockers.signIn", server, "other");
export const useACode = (server: string): Action => command(t("Use a Code"), "lockers.signIn", server, "device");
export const unlock = (): Action => command(t("Unlock"), "lockers.unlockLocalVault");
export const showFile = (file: string): Action => ({
  kind: "command",
  title: t("Show File"),
  command: "revealFileInOS",
  args: [file],
});
export const details = (text: string): Action => ({ kind: "copy", title: t("Copy Details"), text });
