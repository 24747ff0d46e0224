import { createDetection } from "../../core/detection/detection.ts";
import { isSeverity } from "../../core/detection/finding.ts";
import { printable } from "../../core/text/printable.ts";
import type { FileFinding, ScanReport } from "../../node/scan/report.ts";
import { scanPaths } from "../../node/scan/scan-paths.ts";
import { UsageError } from "../arguments.ts";
import { EXIT } from "../exit-status.ts";
import { scanDocument, scanSummary, scanTable, SEVERITIES } from "../scan-output.ts";
import type { Severity } from "../../core/detection/finding.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";

/** `lockers scan`: finds hard-coded secrets. */
export const scan: Command = {
  name: "scan",
  summary: "Find hard-coded secrets in files and folders.",
  usage: ["scan [PATH…] [--min-severity LEVEL] [--format text|json]"],
  examples: [
    { line: "lockers scan", note: "the folder you are in" },
    { line: "lockers scan src config --format json", note: "for scripts" },
  ],
  options: {
    format: { type: "string", value: "FORMAT", help: "text or json" },
    "min-severity": { type: "string", value: "LEVEL", help: "possible, likely (default for text) or certain" },
  },
  completes: "file",
  takes: [0, Number.POSITIVE_INFINITY],
  ownFormats: ["text", "json"],
  notes: [
    "Exit status: 0 nothing found, 1 something found, 74 something could not be read.",
    "What Git ignores is left out, except .env and key files. Nothing is sent anywhere.",
  ],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const { io, clock, cwd, signal } = context;
  const asJson = args.text("format") === "json";
  const least = leastSeverity(args, asJson ? "possible" : "likely");
  const started = clock.now();
  const paths = args.positionals.length === 0 ? ["."] : args.positionals;
  const { detector, ruleName } = createDetection();
  const report = scanPaths(paths, { detector, cwd, signal });
  const shown = report.findings.filter(({ severity }) => SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least));
  const elapsed = clock.now() - started;
  for (const { file, reason } of report.unread) {
    io.err(`lockers: warning: ${printable(file)} could not be read (${printable(reason)}).\n`);
  }
  if (asJson) await io.out(`${JSON.stringify(scanDocument({ ...report, findings: shown }, elapsed))}\n`);
  else {
    await io.out(scanTable(shown, ruleName));
    io.err(scanSummary(report, shown, elapsed));
  }
  return statusOf(report, shown);
}

function leastSeverity(args: Arguments, fallback: Severity): Severity {
  const text = args.text("min-severity") ?? fallback;
  if (!isSeverity(text)) throw new UsageError("--min-severity takes possible, likely or certain.", "scan");
  return text;
}

function statusOf(report: ScanReport, shown: readonly FileFinding[]): number {
  if (report.unread.length > 0) return EXIT.io;
  return shown.length > 0 ? EXIT.found : EXIT.ok;
}
