import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { problemCode } from "../../src/core/errors.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import { valuesInHistory } from "../../src/node/git/values-in-history.ts";
import { gitRepository, type GitRepository } from "../support/git-repository.ts";

const VALUE = "plum-Lantern-8813-Quay";
const LINE = `const password = "${VALUE}";\n`;
let repository: GitRepository | undefined;
afterEach(() => repository?.remove());

function made(): GitRepository {
  repository = gitRepository();
  return repository;
}

async function look({ folder, env }: GitRepository, file: string, ...values: readonly string[]) {
  const secrets = values.map((value) => Secret.of(value));
  return valuesInHistory(join(folder, file), secrets, { env, signal: new AbortController().signal });
}

test("counts the commits that added a value to the file, on any branch, and says nothing of others", async () => {
  const git = made();
  git.commit({ "a.js": LINE, "other.js": 'const key = "elsewhere-Heron-1";\n' });
  git.commit({ "a.js": "\n" });
  git.git("checkout", "--quiet", "-b", "side");
  git.commit({ "a.js": `\n${LINE}` });
  git.git("checkout", "--quiet", "main");
  git.commit({ "a.js": "const now = 1;\n" });
  git.write("a.js", LINE);
  const none = { commits: 0, isPushed: false };
  expect(await look(git, "a.js", VALUE, "elsewhere-Heron-1", "never-Heron-2")).toEqual([
    { commits: 2, isPushed: false },
    none,
    none,
  ]);
});

test("a value that came and went on a branch that was merged without it is there too", async () => {
  const git = made();
  git.commit({ "a.js": "\n" });
  git.git("checkout", "--quiet", "-b", "side");
  git.commit({ "a.js": LINE });
  git.commit({ "a.js": "\n" });
  git.git("checkout", "--quiet", "main");
  git.commit({ "b.js": "\n" });
  git.git("merge", "--quiet", "--no-edit", "side");
  git.git("branch", "-D", "side");
  expect(await look(git, "a.js", VALUE)).toEqual([{ commits: 1, isPushed: false }]);
});

test("says when a remote has it", async () => {
  const git = made();
  const commit = git.commit({ "a.js": LINE });
  git.git("update-ref", "refs/remotes/origin/main", commit);
  git.commit({ "a.js": `${LINE}const later = "later-Heron-77";\n` });
  expect(await look(git, "a.js", VALUE, "later-Heron-77")).toEqual([
    { commits: 1, isPushed: true },
    { commits: 1, isPushed: false },
  ]);
});

test("of a value of several lines the longest counts, whatever the line breaks; names need no pattern's characters", async () => {
  const git = made();
  const key = ["-----BEGIN-----", "bG9uZ2VyIHRoYW4gdGhlIG90aGVycw", "-----END-----"];
  git.commit({ "src/a[b]*.pem": `${key.join("\n")}\n` });
  expect(await look(git, "src/a[b]*.pem", key.join("\r\n"))).toEqual([{ commits: 1, isPushed: false }]);
});

test("git never gets the value", async () => {
  const git = made();
  git.commit({ "a.js": LINE });
  const calls = join(git.folder, "calls");
  const program = git.git("--exec-path");
  const fake = join(git.folder, "git");
  writeFileSync(fake, `#!/bin/sh\nprintf '%s\\n' "$@" >> '${calls}'\nPATH=$REAL exec git "$@"\n`);
  chmodSync(fake, 0o755);
  const env = { ...git.env, PATH: `${git.folder}:${git.env["PATH"] ?? ""}`, REAL: git.env["PATH"] ?? program };
  const secrets = [Secret.of(VALUE)];
  const found = await valuesInHistory(join(git.folder, "a.js"), secrets, { env, signal: new AbortController().signal });
  expect(found).toEqual([{ commits: 1, isPushed: false }]);
  const told = readFileSync(calls, "utf8");
  expect(told).toContain("--full-history");
  expect(told).not.toContain(VALUE);
});

test("throws where there is no repository, and where nobody waits any more", async () => {
  const git = made();
  git.commit({ "a.js": LINE });
  const given = new AbortController();
  given.abort();
  const late = valuesInHistory(join(git.folder, "a.js"), [Secret.of(VALUE)], { env: git.env, signal: given.signal });
  expect(problemCode(await late.catch((error: unknown) => error))).toBe("cancelled");
  const alone = gitRepository();
  onTestFinished(() => alone.remove());
  const outside = look({ ...alone, folder: join(alone.folder, "..") }, "gitconfig", VALUE);
  expect(problemCode(await outside.catch((error: unknown) => error))).toBe("git");
});
