import { dirname, join } from "node:path";
import { decide, parseGlobLine, type GlobRule } from "../../core/detection/globs.ts";
import { readRulesText } from "./read-rules.ts";

/** Rules of one `.gitignore` and those of the folders above it. Paths are relative to the folder where the walk began. */
export interface IgnoreRules {
  readonly rules: readonly GlobRule[];
  /** What goes before such a path to make it relative to the folder of this `.gitignore`, where that is above the walk. */
  readonly above: string;
  /** How many characters come off such a path for it, where that is below. */
  readonly below: number;
  readonly parent: IgnoreRules | undefined;
}

const NAME = ".gitignore";
/** Secrets live in these; that Git leaves them out is no reason to leave them unseen. */
const NEVER_IGNORED =
  /^\.env(?:\..*|rc)?$|\.(?:env|pem|key|p8|pkcs8|ppk|tfvars|tfstate|kdbx|ovpn)$|^id_(?:rsa|dsa|ecdsa|ed25519)$|^\.(?:npmrc|netrc|pypirc|pgpass|git-credentials|htpasswd)$|^credentials$|secrets?\.(?:ya?ml|json|toml|properties)$/i;

/** The rules that hold in a folder of the walk that has a `.gitignore`; `path` is the folder's, with `/` at its end. */
export function ignoreRulesIn(folder: string, path: string, parent: IgnoreRules | undefined): IgnoreRules | undefined {
  const rules = readRules(join(folder, NAME));
  return rules.length === 0 ? parent : { rules, above: "", below: path.length, parent };
}

/** The rules of all folders above `folder` up to the top of its repository; none outside of one. */
export function ignoreRulesAbove(folder: string, isTop: (folder: string) => boolean): IgnoreRules | undefined {
  const found: IgnoreRules[] = [];
  for (let at = folder, above = ""; !isTop(at);) {
    const next = dirname(at);
    if (next === at) return undefined;
    above = `${at.slice(next.length).replace(/^[/\\]/, "")}/${above}`;
    at = next;
    const rules = readRules(join(at, NAME));
    if (rules.length > 0) found.push({ rules, above, below: 0, parent: undefined });
  }
  let all: IgnoreRules | undefined;
  for (const level of found.toReversed()) all = { ...level, parent: all };
  return all;
}

/** True where Git would leave the path out and it is no file that exists to hold secrets. `name` is the path's last part. */
export function isIgnored(path: string, name: string, isFolder: boolean, rules: IgnoreRules | undefined): boolean {
  for (let level = rules; level !== undefined; level = level.parent) {
    const verdict = decide(level.rules, level.above + path.slice(level.below), isFolder);
    if (verdict !== undefined) return verdict === "ignored" && (isFolder || !NEVER_IGNORED.test(name));
  }
  return false;
}

function readRules(file: string): readonly GlobRule[] {
  return readRulesText(file)
    .split("\n")
    .map(parseGlobLine)
    .filter((rule) => rule !== undefined);
}
