import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Severity } from "../core/detection/finding.ts";
import type { Range } from "../core/detection/locate.ts";
import type { FileFinding, ScanReport } from "../node/scan/report.ts";
import { listDocument } from "./list-document.ts";
import type { RuleNames } from "./scan-output.ts";
import { VERSION } from "./version.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const ROOT = "%SRCROOT%";
const LEVEL: Readonly<Record<Severity, string>> = { certain: "error", likely: "warning", possible: "note" };

/**
 * A scan as SARIF 2.1.0, in pieces: places and rules, no snippet. Files are named relative to the top of their repository, as code hosts
 * want it.
 *
 * @param losses what was not looked for, in words
 */
export function scanSarif(
  report: ScanReport,
  shown: readonly FileFinding[],
  rules: RuleNames,
  losses: readonly string[],
): Iterable<string> {
  const root = topOf(report.base);
  const ids = [...new Set(shown.map(({ rule }) => rule))].toSorted();
  const indices = new Map(ids.map((id, index) => [id, index]));
  const locate = (file: string): object => artifact(join(report.base, file), root);
  const run = {
    tool: {
      driver: {
        name: "Lockers",
        version: VERSION,
        semanticVersion: VERSION,
        rules: ids.map((id) => ruleOf(id, rules)),
      },
    },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: {
      [ROOT]: { description: { text: "The top of the repository, or the folder that was scanned." } },
    },
    invocations: [
      {
        executionSuccessful: report.unread.length + losses.length === 0,
        toolExecutionNotifications: [
          ...losses.map((text) => ({ level: "error", message: { text } })),
          ...notes(report, locate),
        ],
      },
    ],
  };
  return listDocument({
    around: { $schema: SCHEMA, version: "2.1.0", runs: [run] },
    closing: "}]}",
    name: "results",
    items: shown,
    write: (finding) => resultOf(finding, { index: indices.get(finding.rule), rules, locate }),
  });
}

function topOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return folder;
  }
}

/** A path below the root relative to it, another one as a whole. */
function artifact(absolute: string, root: string): object {
  const path = relative(root, absolute);
  if (path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path)) return { uri: pathToFileURL(absolute).href };
  const uri = path
    .split(sep)
    .map((part) => encodeURIComponent(part.replaceAll(/\p{Cs}/gu, "\u{FFFD}")))
    .join("/");
  return { uri, uriBaseId: ROOT };
}

function ruleOf(id: string, rules: RuleNames): object {
  const title = rules(id)?.title ?? id;
  const what =
    rules(id)?.kind === "format" ? `a ${title}, told by its format` : `a ${title}, told by what it is given to`;
  const text =
    `The source holds what looks like ${what}. Whoever can read the file or its history has it. ` +
    "Replace it where it was issued, store the new one in a vault (Move to vault in VS Code, or lockers put) and let the program " +
    "fetch it when it starts (lockers run). Where it is none, write lockers:ignore behind it or list its fingerprint in .lockersignore.";
  return {
    id,
    shortDescription: { text: `Hard-coded secret: ${title}` },
    fullDescription: { text: `A secret (${title}) stands in the source.` },
    help: { text },
    properties: { tags: ["security", "secret"] },
  };
}

interface ResultParts {
  readonly index: number | undefined;
  readonly rules: RuleNames;
  readonly locate: (file: string) => object;
}

function resultOf(finding: FileFinding, { index, rules, locate }: ResultParts): object {
  const { rule, severity, file, fingerprint, variable, commit, related } = finding;
  return {
    ruleId: rule,
    ruleIndex: index,
    level: LEVEL[severity],
    message: { text: sentence(finding, rules) },
    locations: [placeIn(locate(file), finding)],
    ...(related === undefined
      ? {}
      : {
          relatedLocations: [{ ...placeIn(locate(file), related), message: { text: "The ID that belongs to it." } }],
        }),
    partialFingerprints: { "lockersFingerprint/v1": fingerprint },
    properties: {
      severity,
      suggestedVariable: variable,
      ...(commit === undefined ? {} : { commit: commit.id, authorDate: commit.authorDate }),
    },
  };
}

function placeIn(artifactLocation: object, { startLine, startColumn, endLine, endColumn }: Range): object {
  return { physicalLocation: { artifactLocation, region: { startLine, startColumn, endLine, endColumn } } };
}

function sentence({ rule, assignedTo, variable, commit }: FileFinding, rules: RuleNames): string {
  const name = rules(rule);
  const title = name?.title ?? rule;
  const where = commit === undefined ? "in the source" : `in the source since commit ${commit.id.slice(0, 12)}`;
  const what =
    name?.kind === "assignment" && assignedTo !== undefined
      ? `"${assignedTo}" is given a ${title} ${where}`
      : `${title} ${where}`;
  return `${what}. Suggested variable: ${variable}.`;
}

function notes({ unread, skipped }: ScanReport, locate: (file: string) => object): readonly object[] {
  const note = (file: string, level: string, text: string): object => ({
    level,
    message: { text },
    locations: [{ physicalLocation: { artifactLocation: locate(file) } }],
  });
  return [
    ...unread.map(({ file, reason }) => note(file, "error", `Could not be read (${reason}).`)),
    ...skipped.map((file) => note(file, "note", "Skipped: too large.")),
  ];
}
