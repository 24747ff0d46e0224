/** Runs in the extension host: what an edit of a long file costs. Figures go to the file named by LOCKERS_TEST_REPORT. */

import { writeFileSync } from "node:fs";
import { Position, type TextDocument, type TextEditor, window, workspace } from "vscode";
import { createDetector } from "../../src/core/detection/detector.ts";
import { createDocumentScanner } from "../../src/extension/editor/document-scanner.ts";
import type { Figure } from "./figure.ts";

const LINES = 10_000;
const SECRETS = 20;
const EDITS = 400;
/** Not counted: the first ones are run by code that is not compiled yet. */
const WARM_UP = 40;
const SCANS = 50;

function program(): string {
  const line = (index: number): string =>
    index % (LINES / SECRETS) === 0
      ? `const dbPassword${index} = "gr4vel-Heron-${index}-Moss";`
      : `  return call(${index}, "some text of line ${index}", options.key);`;
  return Array.from({ length: LINES }, (_, index) => line(index)).join("\n");
}

function percentile(times: readonly number[], part: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? Number.NaN;
}

function milliseconds(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

async function edit(editor: TextEditor, round: number): Promise<void> {
  const at = new Position((round * 7919) % (LINES - 100), 3);
  const text = round % 20 === 0 ? "\nconst apiPassword = " : "x";
  const isDone = await editor.edit((builder) => builder.insert(at, text), {
    undoStopBefore: false,
    undoStopAfter: false,
  });
  if (!isDone) throw new Error("the edit was refused");
}

/** Milliseconds of each scan after an edit, with everything that is asked of the document for it. */
async function timesOfEdits(document: TextDocument, editor: TextEditor): Promise<readonly number[]> {
  const { open } = createDetector();
  const scanner = createDocumentScanner({ open, isReady: () => true, isEnabled: () => true, isIgnored: () => false });
  if (scanner.scanned(document).findings.length !== SECRETS) throw new Error("findings are missing");
  const times: number[] = [];
  for (let round = 0; round < EDITS; round++) {
    await edit(editor, round);

    times.push(milliseconds(() => scanner.scanned(document)));
  }
  scanner.dispose();
  return times.slice(WARM_UP);
}

function timesOfScans(text: string): readonly number[] {
  const detector = createDetector();
  return Array.from({ length: SCANS }, () => milliseconds(() => detector.scan(text, { path: "" })));
}

export async function run(): Promise<void> {
  const document = await workspace.openTextDocument({
    language: "javascript",
    content: program(),
  });
  const edits = await timesOfEdits(document, await window.showTextDocument(document));
  const scans = timesOfScans(document.getText());
  const figures: readonly Figure[] = [
    { what: "an edit of 10,000 lines until its findings are known, half", value: percentile(edits, 0.5), unit: "ms" },
    { what: "the same, p99", value: percentile(edits, 0.99), unit: "ms", atMost: 2 },
    { what: "the same file scanned anew, half", value: percentile(scans, 0.5), unit: "ms" },
  ];
  writeFileSync(process.env["LOCKERS_TEST_REPORT"] ?? "", JSON.stringify(figures));
}
