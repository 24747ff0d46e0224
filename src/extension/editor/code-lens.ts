import * as vscode from "vscode";
import type { Finding } from "../../core/detection/finding.ts";
import { Disposables } from "../disposables.ts";
import { argumentFor } from "./finding-argument.ts";
import type { DocumentScanner } from "./document-scanner.ts";
import type { LensVisibility } from "./lens-visibility.ts";

export interface LensParts {
  readonly scanner: DocumentScanner;
  readonly visibility: LensVisibility;
  readonly isEnabled: (document: vscode.Uri) => boolean;
  /** What the move would put in the place of the secret, for the tooltip; undefined where that is not known. */
  readonly expression: (document: vscode.TextDocument, finding: Finding) => string | undefined;
  readonly commands: { readonly move: string; readonly ignore: string };
}

/** A lens of which VS Code asks what it says once it is on screen: what a move leaves in a long file takes a while to find out. */
class MoveLens extends vscode.CodeLens {
  readonly document: vscode.TextDocument;
  readonly finding: Finding;
  readonly version: number;

  constructor(document: vscode.TextDocument, finding: Finding) {
    super(lensRange(document, finding));
    this.document = document;
    this.finding = finding;
    this.version = document.version;
  }
}

function lensRange(document: vscode.TextDocument, finding: Finding): vscode.Range {
  const at = document.positionAt(finding.start);
  return new vscode.Range(at, at);
}

const SHORT_LINES = 1_000;
const SHORT_FINDINGS = 20;

/** Expressions that were asked for, kept as long as the document: they change with the finding's line, hardly ever with others. */
type Known = WeakMap<vscode.TextDocument, Map<string, string | undefined>>;

function knownOf(known: Known, document: vscode.TextDocument): Map<string, string | undefined> {
  const there = known.get(document) ?? new Map<string, string | undefined>();
  known.set(document, there);
  return there;
}

function moveCommand(lens: MoveLens, expression: string | undefined, command: string): vscode.Command {
  return {
    title: "$(lock) Move to vault",
    command,
    arguments: [argumentFor(lens.document.uri, lens.finding)],
    ...(expression === undefined ? {} : { tooltip: `Stores it and puts ${expression} here` }),
  };
}

/** It waits for the one before it: whoever asks for the lenses gets those first that say already what they do. */
class IgnoreLens extends vscode.CodeLens {
  readonly later: vscode.Command;

  constructor(range: vscode.Range, later: vscode.Command) {
    super(range);
    this.later = later;
  }
}

/**
 * True where it is found out at once what a move leaves. VS Code asks for what a lens says only once it has drawn the
 * lens' place, and where drawing took longer than it thinks it never does: a busy computer would show no lens at all.
 */
function isShort({ lineCount }: vscode.TextDocument, findings: readonly Finding[]): boolean {
  return lineCount <= SHORT_LINES && findings.length <= SHORT_FINDINGS;
}

function lenses(document: vscode.TextDocument, finding: Finding, known: Known, parts: LensParts): vscode.CodeLens[] {
  const move = new MoveLens(document, finding);
  const expressions = knownOf(known, document);
  const ignore = new IgnoreLens(lensRange(document, finding), {
    title: "Ignore",
    command: parts.commands.ignore,
    arguments: [argumentFor(document.uri, finding)],
  });
  if (expressions.has(finding.fingerprint)) {
    move.command = moveCommand(move, expressions.get(finding.fingerprint), parts.commands.move);
    ignore.command = ignore.later;
  }
  return [move, ignore];
}

function resolved(lens: MoveLens, known: Known, parts: LensParts): MoveLens {
  const { document, finding, version } = lens;
  // Where the person typed on, a newer lens is on its way, and this one's place may be another's.
  const isCurrent = document.version === version;
  const expression = isCurrent ? parts.expression(document, finding) : undefined;
  if (isCurrent) knownOf(known, document).set(finding.fingerprint, expression);
  lens.command = moveCommand(lens, expression, parts.commands.move);
  return lens;
}

/** One pair of lenses over each line with a finding, also where the line holds two. None in an untrusted folder. */
export function secretCodeLens(parts: LensParts): vscode.Disposable {
  const known: Known = new WeakMap();
  function say(lens: vscode.CodeLens): vscode.CodeLens {
    if (lens instanceof MoveLens) return resolved(lens, known, parts);
    if (lens instanceof IgnoreLens) lens.command = lens.later;
    return lens;
  }
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: parts.visibility.onDidChange,
    provideCodeLenses(document) {
      if (!parts.isEnabled(document.uri) || !vscode.workspace.isTrusted) return [];
      if (parts.scanner.lastScanned(document) === undefined) return [];
      const { findings } = parts.scanner.scanned(document);
      const open = new Set(parts.visibility.lines(document));
      const all = findings.flatMap((finding) => {
        const line = document.positionAt(finding.start).line;
        return finding.severity !== "possible" && open.delete(line) ? lenses(document, finding, known, parts) : [];
      });
      return isShort(document, findings) ? all.map((lens) => (lens.command === undefined ? say(lens) : lens)) : all;
    },
    resolveCodeLens: say,
  };
  const owned = new Disposables();
  // VS Code adapts its patience to how long the first answer took. So it is asked for the first time when there is
  // something to show, and not while the extension host still starts: else the first lens comes seconds late.
  const first = owned.add(
    parts.visibility.onDidChange(() => {
      first.dispose();
      owned.add(vscode.languages.registerCodeLensProvider("*", provider));
    }),
  );
  return owned;
}
