import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { marker, traces } from "../support/canary.ts";
import { temporaryFolder } from "../support/local-vault.ts";

const script = join(import.meta.dirname, "..", "support", "heap-process.ts");
const ending: (() => void)[] = [];
afterEach(() => {
  for (const end of ending.splice(0)) end();
});

/** The keys that the process printed. */
function snapshotOf(file: string, snapshot: string, input: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, file, snapshot], { stdio: ["pipe", "pipe", "inherit"] });
    ending.push(() => void child.kill("SIGKILL"));
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve(said.trim().split(" ")) : reject(new Error(`it ended with ${code}`)),
    );
    child.stdin.end(input);
  });
}

test("after use and lock the heap holds no value, no passphrase and no key, in clear, hexadecimal or base64", async () => {
  const folder = temporaryFolder();
  ending.push(() => folder.remove());
  const snapshot = join(folder.path, "one.heapsnapshot");
  const value = marker("Hq3vN8sK2");
  const passphrase = marker("Tw7bM4xR9");
  const keys = await snapshotOf(join(folder.path, "vault.db"), snapshot, JSON.stringify({ passphrase, value }));
  const heap = readFileSync(snapshot);
  expect(heap.length).toBeGreaterThan(1_000_000);
  // What the process does know is found: a test that looks in the wrong place proves nothing.
  expect(heap.includes("secret/metadata/a")).toBe(true);
  const found = Object.entries({ value, passphrase }).filter(([, secret]) =>
    traces(secret).some((trace) => heap.includes(trace)),
  );
  expect(found.map(([what]) => what)).toEqual([]);
  expect(keys.map((key) => key.length)).toEqual([64, 64]);
  for (const key of keys) {
    const bytes = Buffer.from(key, "hex");
    for (const trace of [key, bytes.toString("base64").slice(0, 40), bytes.toString("base64url").slice(0, 40), bytes]) {
      expect(heap.includes(trace)).toBe(false);
    }
  }
});
