import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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
  if (document.version !== VERSION) throw bad("a baseline of a newer version");
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
  const path = resolve(cwd, file);
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, `{"version":${VERSION},"findings":[${unique}\n]}\n`, { flag: "wx" });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new ExpectedError({ code: "file-unwritable", file }, { cause: error });
  }
}
