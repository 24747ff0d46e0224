import { readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { decide, parseGlobLine, type GlobRule } from "../../core/detection/globs.ts";

/** Rules of one `.gitignore` and those of the folders above it. */
export interface IgnoreRules {
  readonly folder: string;
  readonly rules: readonly GlobRule[];
  readonly parent: IgnoreRules | undefined;
}

/** Secrets live in these; that Git leaves them out is no reason to leave them unseen. */
const NEVER_IGNORED =
  /^\.env(?:\..*|rc)?$|\.(?:env|pem|key|p8|pkcs8|ppk|tfvars|tfstate|kdbx|ovpn)$|^id_(?:rsa|dsa|ecdsa|ed25519)$|^\.(?:npmrc|netrc|pypirc|pgpass|git-credentials|htpasswd)$|^credentials$|secrets?\.(?:ya?ml|json|toml|properties)$/i;

/** The rules that hold in `folder`: its own `.gitignore` over those of its `parent`. */
export function ignoreRulesIn(folder: string, parent: IgnoreRules | undefined): IgnoreRules | undefined {
  const rules = readRules(join(folder, ".gitignore"));
  return rules.length === 0 ? parent : { folder, rules, parent };
}

/** The rules of all folders above `folder` up to the top of its repository; none outside of one. */
export function ignoreRulesAbove(folder: string, isTop: (folder: string) => boolean): IgnoreRules | undefined {
  if (isTop(folder)) return undefined;
  const above = dirname(folder);
  return above === folder ? undefined : ignoreRulesIn(above, ignoreRulesAbove(above, isTop));
}

/** True where Git would leave the path out and it is no file that exists to hold secrets. */
export function isIgnored(path: string, isFolder: boolean, rules: IgnoreRules | undefined): boolean {
  const name = path.slice(path.lastIndexOf(sep) + 1);
  if (!isFolder && NEVER_IGNORED.test(name)) return false;
  for (let level = rules; level !== undefined; level = level.parent) {
    const verdict = decide(level.rules, relative(level.folder, path).replaceAll(sep, "/"), isFolder);
    if (verdict !== undefined) return verdict === "ignored";
  }
  return false;
}

function readRules(file: string): readonly GlobRule[] {
  try {
    return readFileSync(file, "utf8")
      .split("\n")
      .map(parseGlobLine)
      .filter((rule) => rule !== undefined);
  } catch {
    return []; // none, or not readable: then Git cannot use it either
  }
}
