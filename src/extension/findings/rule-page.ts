import * as vscode from "vscode";
import type { RuleNames } from "../editor/finding-words.ts";
import { Disposables } from "../disposables.ts";
import { type Registering, registerCommand } from "../register-command.ts";

const SCHEME = "lockers-rule";

/** The address behind the rule's id in the Problems view and the hover. */
export function rulePage(rule: string): vscode.Uri {
  return vscode.Uri.parse(`command:lockers.aboutRule?${encodeURIComponent(JSON.stringify([rule]))}`);
}

function text(rule: string, rules: RuleNames): string {
  const known = rules(rule);
  const title = known?.title ?? rule;
  const told =
    known?.kind !== "assignment"
      ? vscode.l10n.t(
          "Lockers knows the format of a {0}: its first characters, its length and, where it has one, its checksum.",
          title,
        )
      : vscode.l10n.t("A name that speaks of a {0} is given a text that looks like one.", title);
  return [
    `# ${title}`,
    `\`${rule}\``,
    told,
    vscode.l10n.t("Whoever can read the file, a copy of it or its history can use the value."),
    vscode.l10n.t(
      "**Move secret to vault…** stores it and leaves code that reads it when the program starts. Was the file ever pushed or sent? Then replace the value where it was issued, too.",
    ),
    vscode.l10n.t(
      "**Ignore this finding** writes its fingerprint, never the value, to `.lockersignore`. A comment `lockers:ignore` on the line does the same.",
    ),
  ].join("\n\n");
}

/** *About This Rule*: a page that is made here and not on a web site, so that it opens offline. */
export function rulePages(registering: Registering, rules: RuleNames): vscode.Disposable {
  const owned = new Disposables();
  owned.add(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (uri) => text(uri.path.replace(/^\/|\.md$/g, ""), rules),
    }),
  );
  owned.add(
    registerCommand(registering, "lockers.aboutRule", async (rule) => {
      if (typeof rule !== "string" || !/^[\w-]+$/.test(rule)) return;
      const page = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
      await vscode.commands.executeCommand("markdown.showPreview", page);
    }),
  );
  return owned;
}
