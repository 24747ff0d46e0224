import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ExpectedError, type Problem } from "../../../../src/core/errors.ts";
import { createApprovals, type Approvals } from "../../../../src/node/mapping/approvals.ts";
import { readMapping, requireApproval } from "../../../../src/node/mapping/approved-mapping.ts";
import { findMapping } from "../../../../src/node/mapping/find-mapping.ts";

let root = "";
let approvals: Approvals;
const TEXT = "A=vault://local/secret/a/k\nB=1\nC=vault://local/secret/a/l\n";

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "lockers-mapping-")));
  approvals = createApprovals(join(root, "home", "approvals"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function folder(...parts: string[]): string {
  const path = join(root, ...parts);
  mkdirSync(path, { recursive: true });
  return path;
}

async function problemOf(work: Promise<unknown>): Promise<Problem | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof ExpectedError) return error.problem;
    throw error;
  }
}

describe("findMapping", () => {
  test("the nearest one upwards, up to the repository's root", async () => {
    const deep = folder("repo", "packages", "app", "src");
    folder("repo", ".git");
    writeFileSync(join(root, "lockers.env"), "");
    expect(await findMapping(deep)).toBeUndefined();
    writeFileSync(join(root, "repo", "lockers.env"), "");
    expect(await findMapping(deep)).toBe(join(root, "repo", "lockers.env"));
    writeFileSync(join(root, "repo", "packages", "app", "lockers.env"), "");
    expect(await findMapping(deep)).toBe(join(root, "repo", "packages", "app", "lockers.env"));
  });

  test("a worktree's .git is a file; a folder named lockers.env is no mapping", async () => {
    const tree = folder("worktree");
    writeFileSync(join(tree, ".git"), "gitdir: elsewhere\n");
    folder("worktree", "sub", "lockers.env");
    writeFileSync(join(tree, "lockers.env"), "");
    expect(await findMapping(join(tree, "sub"))).toBe(join(tree, "lockers.env"));
  });

  test("outside of a repository only in the folder itself", async () => {
    writeFileSync(join(root, "lockers.env"), "");
    expect(await findMapping(root)).toBe(join(root, "lockers.env"));
    expect(await findMapping(folder("sub"))).toBeUndefined();
  });
});

describe("approval", () => {
  test("belongs to one place and one content", async () => {
    const file = join(folder("repo"), "lockers.env");
    const other = join(folder("other"), "lockers.env");
    expect(await approvals.isApproved(file, TEXT)).toBe(false);
    await approvals.approve(file, TEXT);
    expect(await approvals.isApproved(file, TEXT)).toBe(true);
    expect(await approvals.isApproved(file, `${TEXT}#`)).toBe(false);
    expect(await approvals.isApproved(other, TEXT)).toBe(false);
    expect(await approvals.isApproved(join(root, "repo", "other.env"), TEXT)).toBe(false);
  });

  test("is kept for other processes, for its owner alone", async () => {
    const file = join(folder("repo"), "lockers.env");
    await approvals.approve(file, TEXT);
    const directory = join(root, "home", "approvals");
    expect(await createApprovals(directory).isApproved(file, TEXT)).toBe(true);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    const [entry = "", ...rest] = readdirSync(directory);
    expect(rest).toEqual([]);
    expect(statSync(join(directory, entry)).mode & 0o777).toBe(0o600);
  });

  test("a folder behind a link is the same folder", async () => {
    const file = join(folder("repo"), "lockers.env");
    symlinkSync(join(root, "repo"), join(root, "link"));
    await approvals.approve(join(root, "link", "lockers.env"), TEXT);
    expect(await approvals.isApproved(file, TEXT)).toBe(true);
  });

  test("our own write keeps an approval, and gives none that was not there", async () => {
    const file = join(folder("repo"), "lockers.env");
    expect(await approvals.approveOwnWrite(file, "FOREIGN=1", `FOREIGN=1\n${TEXT}`)).toBe(false);
    expect(await approvals.isApproved(file, `FOREIGN=1\n${TEXT}`)).toBe(false);
    expect(await approvals.approveOwnWrite(file, undefined, TEXT)).toBe(true);
    expect(await approvals.isApproved(file, TEXT)).toBe(true);
    expect(await approvals.approveOwnWrite(file, TEXT, `${TEXT}D=1\n`)).toBe(true);
    expect(await approvals.isApproved(file, `${TEXT}D=1\n`)).toBe(true);
  });
});

describe("readMapping", () => {
  test("names the file as seen from the folder, and its secrets where it is not approved", async () => {
    folder("repo", ".git");
    const sub = folder("repo", "sub");
    writeFileSync(join(root, "repo", "lockers.env"), TEXT);
    const read = await readMapping(sub);
    expect(read.path).toBe(join(root, "repo", "lockers.env"));
    const problem = { code: "not-approved", file: join("..", "lockers.env"), names: ["A", "C"] };
    expect(await problemOf(requireApproval(read, approvals))).toEqual(problem);
    await approvals.approve(read.path, read.text);
    expect(await problemOf(requireApproval(read, approvals))).toBeUndefined();
  });

  test("another file by its name", async () => {
    writeFileSync(join(folder("repo"), "other.env"), "A=1\n");
    expect((await readMapping(join(root, "repo"), "other.env")).mapping.file).toBe("other.env");
  });

  test("none, or a broken one", async () => {
    const repo = folder("repo");
    expect(await problemOf(readMapping(repo))).toEqual({ code: "mapping-absent", folder: repo });
    expect(await problemOf(readMapping(repo, "absent.env"))).toEqual({ code: "mapping-absent", folder: repo });
    writeFileSync(join(repo, "lockers.env"), "A=1\nA=2\n");
    expect(await problemOf(readMapping(repo))).toMatchObject({ code: "mapping-syntax", file: "lockers.env", line: 2 });
  });
});
