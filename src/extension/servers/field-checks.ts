import { l10n } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import { encodePath } from "../../core/vault/paths.ts";

/** What keeps a text from being the name of a mount. */
export function mountFault(text: string): string | undefined {
  return text === "" ? l10n.t("Type the name of the mount.") : pathFault(text);
}

/** What keeps a text from being a namespace; it goes into a header. */
export function namespaceFault(text: string): string | undefined {
  return /^[\u0021-\u007E]*$/u.test(text) ? undefined : l10n.t("A namespace holds no spaces and special characters.");
}

/** What keeps a text from being the template of a home. Claims stand for one part each. */
export function homeFault(text: string): string | undefined {
  return text === "" ? undefined : pathFault(text.replaceAll(/\{[A-Za-z0-9_.-]+\}/gu, "claim"));
}

function pathFault(text: string): string | undefined {
  try {
    encodePath(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.problem.code !== "bad-path") throw error;
    return l10n.t("This is no path: {0}.", error.problem.reason);
  }
}
