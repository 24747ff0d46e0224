import * as vscode from "vscode";
import type { DocumentScanner } from "./document-scanner.ts";
import { argumentFor } from "./finding-argument.ts";
import { findingRange } from "./finding-range.ts";
import { certaintyWords, type RuleNames } from "./finding-words.ts";

export interface HoverParts {
  readonly scanner: DocumentScanner;
  readonly rules: RuleNames;
  readonly commands: { readonly ignore: string; readonly aboutRule: string };
}

function link(title: string, command: string, argument: unknown): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([argument]))})`;
}

/** Adds what the diagnostic above it does not say: how sure it is, and the way out. */
export function secretHover({ scanner, rules, commands }: HoverParts): vscode.Disposable {
  return vscode.languages.registerHoverProvider("*", {
    provideHover(document, position) {
      const finding = scanner
        .scanned(document)
        .findings.find((found) => findingRange(document, found).contains(position));
      if (finding === undefined) return undefined;
      const text = new vscode.MarkdownString(`${certaintyWords(finding, rules)}\n\n`);
      text.isTrusted = { enabledCommands: Object.values(commands) };
      text.appendMarkdown(link("Ignore", commands.ignore, argumentFor(document.uri, finding)));
      text.appendMarkdown(" · ");
      text.appendMarkdown(link("About this rule", commands.aboutRule, finding.rule));
      return new vscode.Hover(text, findingRange(document, finding));
    },
  });
}
