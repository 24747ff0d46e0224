import { l10n } from "vscode";
import type { LockerFailure, NotMovable } from "../core/errors.ts";

const { t } = l10n;

/** Why a secret was not moved. */
export const NOT_MOVABLE: Readonly<Record<NotMovable, () => string>> = {
  language: () => t("code of this language cannot be changed yet."),
  "not-a-text": () => t("the secret is not a text of the program."),
  "module-name": () => t("the text names a module."),
  "property-name": () => t("the text is the name of a property."),
  "no-expression-here": () => t("the language allows only a fixed text there."),
  "not-an-environment-value": () => t("the text cannot be the value of an environment variable."),
  "depends-on-others": () => t("the line uses other variables of the file."),
  "name-refused": () => t("the variable's name steers programs. Choose another one."),
  "place-expires": () =>
    t("the server deletes values of the chosen place by itself, after a time. Choose another place."),
  "name-taken": () => t("the variable's name means another value in the mapping. Choose another one."),
};

/** Why a locker was not made. */
export const LOCKER_FAILURE: Readonly<Record<LockerFailure, () => string>> = {
  "limited-session": () => t("your token has a limited number of uses, and such tokens have no children."),
  "batch-token": () => t("the server gives out batch tokens, which hold nothing."),
  orphan: () => t("the server would let it outlive your session."),
  "no-policy": () => t("the server would not let it read its own contents."),
  "uses-differ": () => t("the server gave it another number of uses."),
  "not-alive": () => t("the server did not accept its token."),
  failed: () => t("something failed on the way."),
};
