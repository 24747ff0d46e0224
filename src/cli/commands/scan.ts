import { createDetection, type Detection } from "../../core/detection/detection.ts";
import { printable } from "../../core/text/printable.ts";
import { LARGEST, type FileFinding, type ScanReport } from "../../node/scan/report.ts";
import { UsageError } from "../arguments.ts";
import { counted } from "../counted.ts";
import { EXIT } from "../exit-status.ts";
import { readBaseline, writeBaseline } from "../scan-baseline.ts";
import { scanDocument, scanTable } from "../scan-output.ts";
import { scanSarif } from "../scan-sarif.ts";
import { type RuledDetection, withRulesOf } from "../scan-rules.ts";
import { isAtLeast, leastSeverity, SEVERITIES } from "../scan-severity.ts";
import { placeOf, scanPlace } from "../scan-source.ts";
import { scanSummary } from "../scan-summary.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";

const FORMATS = ["text", "json", "sarif"] as const;

/** `lockers scan`: finds hard-coded secrets. */
export const scan: Command = {
  name: "scan",
  summary: "Find hard-coded secrets in files, in what is staged, in what a branch adds and in the history.",
  usage: [
    "scan [PATH…] [--rules FILE] [--min-severity LEVEL] [--format text|json|sarif]",
    "scan --staged | --diff REF [PATH…]",
    "scan --history [REV-RANGE] [PATH…]",
    "scan --stdin [--stdin-filename NAME]",
  ],
  examples: [
    { line: "lockers scan", note: "the folder you are in" },
    { line: 'lockers scan src "config/**/*.yaml"', note: "a folder and a pattern" },
    { line: "lockers scan --staged", note: "what the next commit adds: for a pre-commit hook" },
    { line: "lockers scan --diff origin/main --format sarif", note: "what this branch adds: for CI" },
    { line: "lockers scan --history main..HEAD", note: "every line of every commit" },
    { line: "lockers scan --write-baseline known.json", note: "then --baseline known.json shows what is new" },
  ],
  options: {
    staged: { type: "boolean", help: "what is staged, as it is in the index; only lines that the commit adds" },
    diff: { type: "string", value: "REF", help: "only lines added since this branch left REF, in files git tracks" },
    history: { type: "boolean", help: "lines that commits added; all of them, or those of a range" },
    stdin: { type: "boolean", help: "standard input" },
    "stdin-filename": { type: "string", value: "NAME", help: "the file it is of", completes: "file" },
    baseline: { type: "string", value: "FILE", help: "leave out findings that are in FILE", completes: "file" },
    "write-baseline": {
      type: "string",
      value: "FILE",
      help: "write all findings to FILE, no value",
      completes: "file",
    },
    rules: {
      type: "string",
      value: "FILE",
      help: "also look for what the rules of a JSON file tell",
      completes: "file",
    },
    "min-severity": {
      type: "string",
      value: "LEVEL",
      help: "possible, likely (default for text and sarif) or certain",
      completes: SEVERITIES,
    },
    "max-size": { type: "string", value: "MB", help: "skip larger files; else 5" },
    quiet: { type: "boolean", short: "q", help: "no summary and no progress" },
    format: { type: "string", value: "FORMAT", help: "text, json or sarif", completes: FORMATS },
  },
  completes: "file",
  takes: [0, Number.POSITIVE_INFINITY],
  ownFormats: FORMATS,
  notes: [
    "Exit status: 0 nothing found, 1 something found, 74 something could not be read, 130 cancelled.",
    "What Git ignores is left out, except .env and key files. Nothing is sent anywhere.",
  ],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const { io, clock, cwd } = context;
  const format = args.text("format") ?? "text";
  const least = leastSeverity(args, format === "json" ? "possible" : "likely");
  const place = placeOf(args);
  const largest = largestOf(args);
  const known = knownFindings(args, cwd);
  const quiet = args.flag("quiet");
  const started = clock.now();
  const { detection, losses, end } = await rulesOf(args, cwd);
  const report = await scanPlace({ place, largest, quiet, detector: detection.detector }, args, context).finally(end);
  const elapsedMs = clock.now() - started;
  const fresh = report.findings.filter(({ fingerprint }) => !known.has(fingerprint));
  const shown = fresh.filter(({ severity }) => isAtLeast(severity, least));
  for (const { file, reason } of report.unread) {
    io.err(`lockers: warning: ${printable(file)} could not be read (${printable(reason)}).\n`);
  }
  for (const loss of losses) io.err(`lockers: warning: ${printable(loss)}\n`);
  if (args.flag("write-baseline")) return keepBaseline(args, { report, losses }, context);
  for (const piece of document(format, { report, shown, elapsedMs, detection, losses }, context)) await io.out(piece);
  const hidden = fresh.length - shown.length;
  const counts = { place, shown, hidden, known: report.findings.length - fresh.length, elapsedMs, largest };
  if (format === "text" && !quiet) io.err(scanSummary(report, counts));
  return statusOf(report, shown, losses);
}

async function rulesOf(args: Arguments, cwd: string): Promise<RuledDetection> {
  const detection = createDetection();
  const file = args.text("rules");
  if (file === "") throw new UsageError("--rules takes a file.", "scan");
  return file === undefined ? { detection, losses: [], end: () => undefined } : withRulesOf(file, cwd, detection);
}

/** A text of more cannot be held as one. */
const MOST_MEGABYTES = 500;

function largestOf(args: Arguments): number {
  const megabytes = args.count("max-size", 1);
  if (megabytes === undefined) return LARGEST;
  if (megabytes > MOST_MEGABYTES) throw new UsageError(`--max-size takes at most ${MOST_MEGABYTES}.`, "scan");
  return megabytes * 1_000_000;
}

function knownFindings(args: Arguments, cwd: string): ReadonlySet<string> {
  const file = args.text("baseline");
  if (file === "") throw new UsageError("--baseline takes a file.", "scan");
  return file === undefined ? new Set() : readBaseline(cwd, file);
}

function keepBaseline(
  args: Arguments,
  { report, losses }: { readonly report: ScanReport; readonly losses: readonly string[] },
  { io, cwd }: CommandContext,
): number {
  const file = args.text("write-baseline") ?? "";
  if (file === "") throw new UsageError("--write-baseline takes a file.", "scan");
  writeBaseline(cwd, file, report.findings);
  const { length } = report.findings;
  if (!args.flag("quiet")) io.err(`${counted(length, "finding is", "findings are")} in ${printable(file)} now.\n`);
  return isPartial(report, losses) ? EXIT.io : EXIT.ok;
}

interface Outcome {
  readonly report: ScanReport;
  readonly shown: readonly FileFinding[];
  readonly elapsedMs: number;
  readonly detection: Detection;
  readonly losses: readonly string[];
}

function document(format: string, outcome: Outcome, { io, env }: CommandContext): Iterable<string> {
  const { report, shown, elapsedMs, detection, losses } = outcome;
  if (format === "json") return scanDocument(report, shown, elapsedMs);
  if (format === "sarif") return scanSarif(report, shown, detection.ruleName, losses);
  const forPeople = io.outIsTerminal && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
  return [scanTable(shown, detection.ruleName, forPeople)];
}

function statusOf(report: ScanReport, shown: readonly FileFinding[], losses: readonly string[]): number {
  if (isPartial(report, losses)) return EXIT.io;
  return shown.length > 0 ? EXIT.found : EXIT.ok;
}

/** True where not all was looked at, or not for all that was asked for. */
function isPartial({ unread }: ScanReport, losses: readonly string[]): boolean {
  return unread.length + losses.length > 0;
}
