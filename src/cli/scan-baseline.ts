import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { ExpectedError } from "../core/errors.ts";
import type { FileFinding } from "../node/scan/report.ts";

/** Raise when a file of the older form would be misread. */
const VERSION = 1;

/**
 * The fingerprints of a baseline: findings that were there before somebody began to look. Throws where the file cannot be
 * read or is none.
 */
export function readBaseline(cwd: string, file: string): ReadonlySet<string> {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), "utf8");
  } catch (error) {
    throw new ExpectedError({ code: "file-unreadable", file }, { cause: error });
  }
  return parseBaseline(text, file);
}

function parseBaseline(text: string, file: string): ReadonlySet<string> {
  const bad = (reason: string): ExpectedError => new ExpectedError({ code: "bad-input", what: file, reason });
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw bad("not JSON");
  }
  if (typeof document !== "object" || document === null || !("version" in document) || !("findings" in document))
    throw bad("not a baseline of lockers scan");
  if (document.version !== VERSION) throw bad("a baseline of another version of lockers");
  if (!Array.isArray(document.findings)) throw bad("not a baseline of lockers scan");
  return new Set(document.findings.map(fingerprintOf).filter((print) => print !== undefined));
}

function fingerprintOf(finding: unknown): string | undefined {
  const known = typeof finding === "object" && finding !== null && "fingerprint" in finding;
  return known && typeof finding.fingerprint === "string" ? finding.fingerprint : undefined;
}

/**
 * Writes fingerprints, with rule and file for the person who reviews them; never a value. In the order of files, one a line, so that a
 * change is read easily. The old file stays until the new one is whole. Throws where it cannot be written.
 */
export function writeBaseline(cwd: string, file: string, findings: readonly FileFinding[]): void {
  const lines = findings.map(({ fingerprint, rule, file: path }) => JSON.stringify({ fingerprint, rule, file: path }));
  const unique = [...new Set(lines)].map((line) => `\n  ${line}`).join(",");
  try {
    replaceFile(resolve(cwd, file), `{"version":${VERSION},"findings":[${unique}\n]}\n`);
  } catch (error) {
    throw new ExpectedError({ code: "file-unwritable", file }, { cause: error });
  }
}

/** A link stays one and a file keeps its mode; a device or a pipe is written to. */
function replaceFile(named: string, text: string): void {
  const before = statSync(named, { throwIfNoEntry: false });
  if (before !== undefined && !before.isFile()) return writeFileSync(named, text);
  const path = before === undefined ? named : realpathSync(named);
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text, { flag: "wx" });
    if (before !== undefined) chmodSync(draft, before.mode);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
