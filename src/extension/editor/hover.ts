import * as vscode from "vscode";
import type { DocumentScanner } from "./document-scanner.ts";
import { findingPath } from "./finding-path.ts";
import { argumentFor } from "./finding-argument.ts";
import { findingRange } from "./finding-range.ts";
import type { TokenFixes } from "../lockers/token-fix.ts";
import { certaintyWords, type RuleNames } from "./finding-words.ts";
import { markdownText } from "./markdown-text.ts";

export interface HoverParts {
  readonly scanner: DocumentScanner;
  readonly rules: RuleNames;
  readonly showsPossible: (document: vscode.Uri) => boolean;
  readonly commands: { readonly ignore: string; readonly aboutRule: string };
  readonly tokenFix: TokenFixes;
}

function link(title: string, command: string, argument: unknown): string {
  // A bracket would end the link.
  const written = encodeURIComponent(JSON.stringify([argument]))
    .replaceAll("(", "%28")
    .replaceAll(")", "%29");
  return `[${title}](command:${command}?${written})`;
}

/** Adds what the diagnostic above it does not say: how sure it is, and the way out. */
export function secretHover({ scanner, rules, showsPossible, commands, tokenFix }: HoverParts): vscode.Disposable {
  return vscode.languages.registerHoverProvider("*", {
    provideHover: async (document, position) => {
      const finding = scanner
        .scanned(document)
        .findings.find((found) => findingRange(document, found).contains(position));
      if (finding === undefined || (finding.severity === "possible" && !showsPossible(document.uri))) return undefined;
      const fix = await tokenFix(document, finding);
      const links = [
        ...(fix === undefined ? [] : [link(markdownText(fix.title), fix.command, fix.argument)]),
        link("Ignore", commands.ignore, argumentFor(document.uri, finding)),
        link("About this rule", commands.aboutRule, finding.rule),
      ].join(" · ");
      const range = findingRange(document, finding);
      const begins = (mark: string): boolean => document.getText(range).startsWith(mark);
      const words = certaintyWords(finding, rules, { path: findingPath(document.uri), begins });
      const text = new vscode.MarkdownString([...words, links].join("\n\n"));
      text.isTrusted = { enabledCommands: [...Object.values(commands), ...(fix === undefined ? [] : [fix.command])] };
      return new vscode.Hover(text, range);
    },
  });
}
