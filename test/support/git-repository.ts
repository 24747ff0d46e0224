import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A real repository in a folder of its own, with a git that knows nothing of this computer's settings. */
export interface GitRepository {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  git(...args: readonly string[]): string;
  write(path: string, content: string | Uint8Array): void;
  /** Writes, stages and commits; gives the commit's hash. */
  commit(files: Readonly<Record<string, string | Uint8Array>>, message?: string): string;
  remove(): void;
}

export function gitRepository(): GitRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "lockers-git-")));
  const folder = join(root, "work");
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: root,
    GIT_CONFIG_GLOBAL: join(root, "gitconfig"),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_DATE: "2026-03-04T05:06:07+01:00",
  };
  mkdirSync(folder);
  writeFileSync(
    env.GIT_CONFIG_GLOBAL,
    "[user]\n  name = Ada\n  email = ada@example.org\n[init]\n  defaultBranch = main\n[commit]\n  gpgSign = false\n",
  );

  function git(...args: readonly string[]): string {
    return execFileSync("git", args, { cwd: folder, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
  }

  function write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }

  git("init", "--quiet");
  return {
    folder,
    env,
    git,
    write,
    commit(files, message = "change") {
      for (const [path, content] of Object.entries(files)) write(path, content);
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "-m", message);
      return git("rev-parse", "HEAD");
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
