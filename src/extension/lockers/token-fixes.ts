import * as vscode from "vscode";
import type { Finding } from "../../core/detection/finding.ts";
import { createLedger } from "../../core/lockers/create-ledger.ts";
import type { Ledger, LedgerEntry } from "../../core/lockers/ledger.ts";
import { digestOf } from "../../core/lockers/locker-tokens.ts";
import { Secret } from "../../core/secrets/secret.ts";
import type { DocumentScanner } from "../editor/document-scanner.ts";
import { findingRange } from "../editor/finding-range.ts";
import { lazy } from "../lazy.ts";
import type { Services } from "../services.ts";
import { keychainRecords } from "./keychain-records.ts";
import { lockerRecords } from "./locker-records.ts";

/** Rules that find what opens a server: a Vault token, which a locker's is too, or an access token of a sign-in. */
const TOKEN_RULES: ReadonlySet<string> = new Set(["vault-token", "vault-legacy-token", "jwt"]);

/** The locker of this computer whose token a finding is; it is asked of nobody, and spends no use. */
async function lockerOf(
  ledger: Ledger,
  document: vscode.TextDocument,
  finding: Finding,
): Promise<LedgerEntry | undefined> {
  const digest = await digestOf(Secret.of(document.getText(findingRange(document, finding))));
  return (await ledger.entries()).find(({ tokenDigest }) => tokenDigest === digest);
}

function fix(title: string, command: string, ...args: readonly unknown[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command, arguments: [...args] };
  return action;
}

/** Quick fixes for a token in a file: end the locker it opens, or hand over less than the whole session. */
export function tokenFixes(services: Services, scanner: DocumentScanner): vscode.Disposable {
  const ledger = lazy(() =>
    createLedger(
      lockerRecords(() => services.localVault(), keychainRecords(services.keychain)),
      services.clock,
    ),
  );
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: async (document, range) => {
      if (!vscode.workspace.isTrusted) return [];
      const touched = scanner
        .scanned(document)
        .findings.filter(
          (finding) =>
            TOKEN_RULES.has(finding.rule) && findingRange(document, finding).intersection(range) !== undefined,
        );
      return Promise.all(
        touched.map(async (finding) => {
          const entry = await lockerOf(ledger(), document, finding);
          return entry?.state === "live" || entry?.state === "misused"
            ? fix(vscode.l10n.t('Revoke locker "{0}"…', entry.purpose), "lockers.revokeLocker", { id: entry.id })
            : fix(vscode.l10n.t("Replace by a locker…"), "lockers.createLocker");
        }),
      );
    },
  };
  return vscode.languages.registerCodeActionsProvider("*", provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}
