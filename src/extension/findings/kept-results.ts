import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isObject } from "../../core/local-vault/note.ts";
import { writePrivateFile } from "../../node/private-file.ts";
import { parseFileResult } from "../../node/workspace-scan/file-result.ts";
import type { FileFindings, ScanSummary } from "./findings-list.ts";

/** What the Findings view shows again after the window was loaded anew: places and names, never a value. */
export interface Results {
  readonly files: readonly FileFindings[];
  readonly summary: ScanSummary;
}

const FORMAT = 1;
/** Writing and reading more would be felt. */
const MOST_FINDINGS = 10_000;

/** Undefined for what was not written by this version, or is damaged. */
export function parseResults(text: string): Results | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value["format"] !== FORMAT || !Array.isArray(value["files"])) return undefined;
  const summary = parseSummary(value["summary"]);
  const files = value["files"].map(parseFile);
  const known = files.filter((file) => file !== undefined);
  return summary === undefined || known.length !== files.length ? undefined : { files: known, summary };
}

function parseSummary(value: unknown): ScanSummary | undefined {
  if (!isObject(value)) return undefined;
  const { files, skipped, finished, isPartial } = value;
  if (typeof files !== "number" || typeof skipped !== "number" || typeof finished !== "number") return undefined;
  return typeof isPartial === "boolean" ? { files, skipped, finished, isPartial } : undefined;
}

function parseFile(value: unknown): FileFindings | undefined {
  if (!isObject(value) || typeof value["uri"] !== "string" || typeof value["path"] !== "string") return undefined;
  const result = parseFileResult(value);
  return result && { ...result, uri: value["uri"], path: value["path"] };
}

/** The text to keep; empty where there is more than can be kept, so that nothing old comes back instead. */
export function encodeResults({ files, summary }: Results): string {
  const findings = files.reduce((sum, file) => sum + 1 + file.findings.length, 0);
  return findings > MOST_FINDINGS ? "" : JSON.stringify({ format: FORMAT, summary, files });
}

/** Results in a file of the workspace's own storage. What cannot be read or written is as if it had never been. */
export interface KeptResults {
  read(): Promise<Results | undefined>;
  write(results: Results): Promise<void>;
}

/** `file`: absolute; undefined where there is no workspace. */
export function createKeptResults(file: string | undefined): KeptResults {
  return {
    async read() {
      if (file === undefined) return undefined;
      const text = await readFile(file, "utf8").catch(() => "");
      return parseResults(text);
    },
    async write(results) {
      if (file === undefined) return;
      try {
        await mkdir(dirname(file), { recursive: true });
        await writePrivateFile(file, encodeResults(results));
      } catch {
        // The next window begins without results, and says so.
      }
    },
  };
}
