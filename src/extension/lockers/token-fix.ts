import * as vscode from "vscode";
import type { Finding } from "../../core/detection/finding.ts";
import { argumentFor } from "../editor/finding-argument.ts";
import type { FoundTokens } from "./found-tokens.ts";
import { opensServer } from "./opens-server.ts";
import type { Services } from "../services.ts";

/** What can be done with a token besides moving it. */
export interface TokenFix {
  readonly title: string;
  readonly command: "lockers.revokeLocker" | "lockers.replaceByLocker";
  readonly argument: unknown;
}

export type TokenFixes = (document: vscode.TextDocument, finding: Finding) => Promise<TokenFix | undefined>;

/**
 * Ends the locker that a token opens, or has a locker stand in for it. Undefined for what opens no server, and in Restricted
 * Mode. A ledger that cannot be read keeps no other fix away.
 */
export function tokenFixes({ log }: Pick<Services, "log">, tokens: FoundTokens): TokenFixes {
  return async (document, finding) => {
    if (!opensServer(finding) || !vscode.workspace.isTrusted) return undefined;
    const entry = await tokens.lockerOf(document, finding).catch((error: unknown) => {
      log.problem("ledger of lockers", error);
      return undefined;
    });
    if (entry !== undefined) {
      const title = vscode.l10n.t('Revoke locker "{0}"…', entry.purpose);
      return { title, command: "lockers.revokeLocker", argument: { id: entry.id } };
    }
    const argument = argumentFor(document.uri, finding);
    return { title: vscode.l10n.t("Replace by a locker…"), command: "lockers.replaceByLocker", argument };
  };
}
