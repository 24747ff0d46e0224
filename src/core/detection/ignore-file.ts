import { decide, parseGlobLine, type GlobRule } from "./globs.ts";

/** What a reviewed `.lockersignore` says. */
export interface IgnoreFile {
  /** Fingerprints of findings that were looked at and are to stay. */
  readonly fingerprints: ReadonlySet<string>;
  /** Files whose findings are left out; paths relative to the file's folder, with `/`. */
  ignoresPath(path: string): boolean;
}

const FINGERPRINT = /^([0-9a-f]{32})(?:\s|$)/;

/**
 * Reads `.lockersignore`: a line is a fingerprint (what follows it is for people), a glob as in `.gitignore`, or a comment
 * that begins with `#`. Anything else is passed over, so that a damaged line never hides more than it names.
 */
export function parseIgnoreFile(text: string): IgnoreFile {
  const fingerprints = new Set<string>();
  const globs: GlobRule[] = [];
  for (const line of text.replace(/^\uFEFF/, "").split("\n")) {
    const fingerprint = FINGERPRINT.exec(line)?.[1];
    const glob = fingerprint === undefined ? parseGlobLine(line) : undefined;
    if (fingerprint !== undefined) fingerprints.add(fingerprint);
    if (glob !== undefined) globs.push(glob);
  }
  return { fingerprints, ignoresPath: (path) => ignoresPath(globs, path) };
}

/** The line that makes a finding stay away, with what a reviewer needs to know of it. No line break in it, whatever the path holds. */
export function ignoreLine(finding: { readonly fingerprint: string; readonly rule: string }, path: string): string {
  return `${finding.fingerprint}  # ${finding.rule} ${path.replaceAll(/[\p{Cc}\u2028\u2029]/gu, "?")}`;
}

/** A glob that names a folder takes in what is below it. */
function ignoresPath(globs: readonly GlobRule[], path: string): boolean {
  const parts = path.split("/");
  return parts.some((_, index) => {
    const isFolder = index < parts.length - 1;
    return decide(globs, parts.slice(0, index + 1).join("/"), isFolder) === "ignored";
  });
}
