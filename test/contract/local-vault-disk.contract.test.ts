import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { problemCode } from "../../src/core/errors.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import { openLocalVault } from "../../src/node/local-vault/in-process.ts";
import { CHEAP, newTestVault, PASSPHRASE, temporaryFolder } from "../support/local-vault.ts";

const ending: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

const opening = { kind: "passphrase", passphrase: PASSPHRASE } as const;

/** A small file system of its own, where this process may mount one; without, an ordinary folder. */
function smallDisk(size: string): { readonly path: string; readonly isSmall: boolean; remount(option: string): void } {
  const folder = temporaryFolder();
  const path = join(folder.path, "disk");
  mkdirSync(path);
  ending.push(() => folder.remove());
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size},mode=700`, "tmpfs", path], { stdio: "ignore" });
  } catch {
    return { path, isSmall: false, remount: () => undefined };
  }
  ending.push(() => void execFileSync("umount", ["-l", path]));
  return {
    path,
    isSmall: true,
    remount: (option) => void execFileSync("mount", ["-o", `remount,${option}`, path], { stdio: "ignore" }),
  };
}

async function codeOf(work: Promise<unknown>) {
  return work.then(() => "none", problemCode);
}

test("on a full disk a write says so, and everything that was acknowledged is there", async () => {
  const disk = smallDisk("1m");
  const { vault, file, send } = await newTestVault({ file: join(disk.path, "vault.db") });
  ending.push(() => vault.close().catch(() => undefined));
  let stored = 0;
  let code: string | undefined = "none";
  // Where no small disk can be had, a write that the vault refuses for its size stands for the end.
  while (code === "none" && stored < (disk.isSmall ? 500 : 20)) {
    code = await codeOf(send("POST", `kv1/n${stored}`, { body: { text: "x".repeat(8000) } }));
    if (code === "none") stored += 1;
  }
  expect(code).toBe(disk.isSmall ? "vault-full" : "none");
  expect(stored).toBeGreaterThan(3);
  const backup = join(disk.path, "vault.backup");
  const saving = vault.backUp({ file: backup, passphrase: Secret.of("word"), replace: false, audit: { who: "test" } });
  expect(await codeOf(saving)).toBe(disk.isSmall ? "vault-full" : "none");
  expect(readdirSync(disk.path).filter((name) => name.endsWith(".new"))).toEqual([]);
  await vault.close().catch(() => undefined);
  disk.remount("size=8m");
  const again = openLocalVault({ file, cost: CHEAP });
  await again.unlock(opening);
  const token = await again.ownerToken();
  for (let n = 0; n < stored; n++) {
    expect((await again.request({ method: "GET", path: `kv1/n${n}`, token })).status).toBe(200);
  }
  expect((await again.request({ method: "POST", path: "kv1/more", token, body: { a: "b" } })).status).toBe(204);
  expect(await again.auditProblem()).toBeUndefined();
  await again.close();
});

test("on a disk that may only be read it says so, and the file is as it was", async () => {
  const disk = smallDisk("4m");
  const { vault, file, send } = await newTestVault({ file: join(disk.path, "vault.db") });
  await send("POST", "kv1/a", { body: { x: "1" } });
  await vault.close();
  const before = readFileSync(file);
  if (!disk.isSmall) writeFileSync(join(disk.path, "unprivileged"), "");
  disk.remount("ro");
  const again = openLocalVault({ file, cost: CHEAP });
  expect(await codeOf(again.unlock(opening))).toBe(disk.isSmall ? "vault-read-only" : "none");
  await again.close();
  expect(readFileSync(file).subarray(0, 100).equals(before.subarray(0, 100))).toBe(true);
  const target = {
    file: join(disk.path, "x.backup"),
    passphrase: Secret.of("word"),
    replace: false,
    audit: { who: "t" },
  };
  const other = await newTestVault();
  ending.push(other.close);
  expect(await codeOf(other.vault.backUp(target))).toBe(disk.isSmall ? "file-unwritable" : "none");
  disk.remount("rw");
});
