import * as vscode from "vscode";
import { Disposables } from "../disposables.ts";
import type { DocumentScanner } from "../editor/document-scanner.ts";
import type { RuleNames } from "../editor/finding-words.ts";
import { type Registering, registerCommand } from "../register-command.ts";
import { targetFinding } from "./target-finding.ts";

const SCHEME = "lockers-rule";
const RULE_ID = /^[\w-]+$/;
const SHOWN_MS = 5_000;

export interface RulePageParts {
  readonly rules: RuleNames;
  readonly scanner: DocumentScanner;
  /** Settled once rules are there. */
  readonly ready: Promise<void>;
}

/** The address behind the rule's id in the Problems view and the hover. */
export function rulePage(rule: string): vscode.Uri {
  return vscode.Uri.parse(`command:lockers.aboutRule?${encodeURIComponent(JSON.stringify([rule]))}`);
}

/** The rule that a link, a row of the Findings view or the finding at the cursor is about. */
async function ruleOf(argument: unknown, scanner: DocumentScanner): Promise<string | undefined> {
  if (typeof argument === "string") return argument;
  return (await targetFinding(scanner, argument))?.finding.rule;
}

/** *About This Rule*: a page that is made here and not on a web site, so that it opens offline. */
export function rulePages(registering: Registering, { rules, scanner, ready }: RulePageParts): vscode.Disposable {
  const owned = new Disposables();
  owned.add(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async (uri) => {
        const { ruleText } = await import("./rule-text.ts");
        await ready;
        const rule = uri.path.replace(/^\/|\.md$/g, "");
        return ruleText(rule, rules(rule));
      },
    }),
  );
  owned.add(
    registerCommand(registering, "lockers.aboutRule", async (argument) => {
      const rule = await ruleOf(argument, scanner);
      if (rule === undefined) vscode.window.setStatusBarMessage(vscode.l10n.t("No finding at the cursor"), SHOWN_MS);
      if (rule === undefined || !RULE_ID.test(rule)) return;
      const page = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
      await vscode.commands.executeCommand("markdown.showPreview", page);
    }),
  );
  return owned;
}
