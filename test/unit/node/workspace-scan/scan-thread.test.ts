import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import type {
  CustomSettings,
  FoundFile,
  LostRule,
  ScanCounts,
  ScanOrder,
} from "../../../../src/node/workspace-scan/scan-messages.ts";
import { createScanThread, type ScanThread } from "../../../../src/node/workspace-scan/scan-thread.ts";
import { temporaryFolder } from "../../../support/local-vault.ts";

const worker = new URL("../../../../src/node/workspace-scan/worker.ts", import.meta.url);
const VALUE = "plum-Lantern-8813-Quay";
const SECRET = `const dbPassword = "${VALUE}";\n`;
const OLD = new Date(Date.now() - 60_000);

const rooms: { remove(): void }[] = [];
const threads: ScanThread[] = [];
afterEach(() => {
  for (const thread of threads.splice(0)) thread.end();
  for (const room of rooms.splice(0)) room.remove();
});

/** A folder to scan, with a place for the cache and for the rules beside it. */
function makeRoom() {
  const room = temporaryFolder();
  rooms.push(room);
  const folder = path.join(room.path, "w");
  mkdirSync(folder);
  const rules = path.join(room.path, "rules");
  const cache = path.join(room.path, "cache/scan.json");
  writeFileSync(rules, "1");
  return {
    folder,
    rules,
    cache,
    /** A file that changed long enough ago to be kept. */
    write: (name: string, text: string | Uint8Array, time = OLD): void => {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      utimesSync(file, time, time);
    },
    thread: (custom?: CustomSettings, script: URL | string = worker): ScanThread => {
      const thread = createScanThread({ worker: script, settings: { rules, cache, custom }, patienceMs: 100 });
      threads.push(thread);
      return thread;
    },
  };
}

interface Outcome {
  readonly counts: ScanCounts;
  readonly found: readonly FoundFile[];
  readonly lost: readonly LostRule[];
  readonly progress: number;
}

async function run(thread: ScanThread, order: ScanOrder, signal = new AbortController().signal): Promise<Outcome> {
  const found: FoundFile[] = [];
  const lost: LostRule[] = [];
  let progress = 0;
  const counts = await thread.run(
    order,
    (news) => {
      if (news.kind === "found") found.push(...news.files);
      else if (news.kind === "lost-rule") lost.push(news.lost);
      else progress++;
    },
    signal,
  );
  return { counts, found, lost, progress };
}

const everything = (folder: string): ScanOrder => ({ kind: "folders", folders: [{ path: folder, nested: [] }] });
const names = (found: readonly FoundFile[]) => found.map(({ path: name, findings }) => `${name} ${findings.length}`);

test("a folder: findings by file, large and minified ones named, the rest counted", async () => {
  const { folder, write, thread } = makeRoom();
  write("src/app.js", SECRET);
  write("clean.js", "const a = 1;\n");
  write("image.png", new Uint8Array([137, 80, 78, 71, 0, 0, 1]));
  write("bundle.min.js", SECRET);
  write("dump.sql", Buffer.alloc(5_000_001, 97));
  write("node_modules/left.js", SECRET);
  write("line\nbreak.js", SECRET);
  const { counts, found } = await run(thread(), everything(folder));
  expect(names(found)).toEqual(["dump.sql 0", "bundle.min.js 0", "line\nbreak.js 1", "src/app.js 1"]);
  expect(found.map(({ skipped }) => skipped?.reason)).toEqual(["large", "minified", undefined, undefined]);
  expect(counts).toEqual({ files: 4, read: 5, skipped: 2, unread: 0, isPartial: false });
  expect(JSON.stringify(found)).not.toContain(VALUE);
});

test("an unchanged file is not read again, also by another thread; a changed one is", async () => {
  const { folder, write, thread, cache } = makeRoom();
  write("a.js", SECRET);
  write("b.js", "let b;\n");
  expect((await run(thread(), everything(folder))).counts.read).toBe(2);
  const again = await run(thread(), everything(folder));
  expect(again.counts).toMatchObject({ files: 2, read: 0 });
  expect(names(again.found)).toEqual(["a.js 1"]);
  write("a.js", "let a;\n", new Date(OLD.getTime() + 5_000));
  const changed = await run(thread(), everything(folder));
  expect(changed.counts.read).toBe(1);
  expect(names(changed.found)).toEqual(["a.js 0"]);
  expect(statSync(cache).mode & 0o777).toBe(0o600);
});

test("the cache holds no value, and is none under other rules or when it is damaged", async () => {
  const { folder, write, thread, cache, rules } = makeRoom();
  write("a.js", SECRET);
  await run(thread(), everything(folder));
  const text = readFileSync(cache, "utf8");
  expect(text).toContain("dbPassword");
  expect(text).not.toContain(VALUE);
  for (const broken of [
    "",
    "{",
    "[]",
    text.slice(0, -20),
    text.replace('"likely"', '"worst"'),
    text.replace(/"paths":\[/, '"paths":["x",'),
  ]) {
    writeFileSync(cache, broken);
    expect((await run(thread(), everything(folder))).counts).toMatchObject({ files: 1, read: 1 });
  }
  writeFileSync(rules, "2");
  expect((await run(thread(), everything(folder))).counts.read).toBe(1);
});

test("a file that changed a moment ago is not trusted: it may change again and look the same", async () => {
  const { folder, write, thread } = makeRoom();
  write("a.js", SECRET, new Date(Date.now() + 60_000)); // still a moment ago on a computer that is slow today
  const one = thread();
  await run(one, everything(folder));
  expect((await run(one, everything(folder))).counts.read).toBe(1);
});

test("deleted, renamed and replaced files leave the cache with their findings", async () => {
  const { folder, write, thread, cache } = makeRoom();
  write("gone.js", SECRET);
  write("old.js", SECRET);
  const one = thread();
  await run(one, everything(folder));
  rmSync(path.join(folder, "gone.js"));
  renameSync(path.join(folder, "old.js"), path.join(folder, "new.js"));
  const { found } = await run(one, everything(folder));
  expect(names(found)).toEqual(["new.js 1"]);
  expect(readFileSync(cache, "utf8")).not.toMatch(/gone\.js|old\.js/);
});

test("files that somebody asks for: also clean ones are told, and what a scan passes over counts as clean", async () => {
  const { folder, write, thread } = makeRoom();
  write(".gitignore", "build/\n.env\n");
  write(".lockersignore", "/vendor/\n");
  for (const name of ["a.js", "build/out.js", "vendor/v.js", ".env", "node_modules/n.js"]) write(name, SECRET);
  write("clean.js", "let c;\n");
  const asked = ["a.js", "build/out.js", "vendor/v.js", ".env", "node_modules/n.js", "clean.js", "missing.js"];
  const order: ScanOrder = { kind: "files", files: asked.map((name) => ({ folder, path: name })), anyway: false };
  const { found } = await run(thread(), order);
  expect(Object.fromEntries(found.map(({ path: name, findings }) => [name, findings.length]))).toEqual({
    "a.js": 1,
    "build/out.js": 0,
    "vendor/v.js": 0,
    ".env": 1,
    "node_modules/n.js": 0,
    "clean.js": 0,
    "missing.js": 0,
  });
});

test("a skipped file is scanned anyway on request", async () => {
  const { folder, write, thread } = makeRoom();
  write("big.min.js", SECRET + "x".repeat(5_100_000));
  const order: ScanOrder = { kind: "files", files: [{ folder, path: "big.min.js" }], anyway: true };
  expect(names((await run(thread(), order)).found)).toEqual(["big.min.js 1"]);
});

test("loops, pipes and what cannot be read end no scan", async () => {
  const { folder, write, thread } = makeRoom();
  write("a.js", SECRET);
  write("closed/b.js", SECRET);
  write("unreadable.js", SECRET);
  symlinkSync(folder, path.join(folder, "loop"));
  symlinkSync(path.join(folder, "a.js"), path.join(folder, "link.js"));
  expect(spawnSync("mkfifo", [path.join(folder, "pipe.js")]).status).toBe(0);
  chmodSync(path.join(folder, "unreadable.js"), 0);
  chmodSync(path.join(folder, "closed"), 0);
  const { counts, found } = await run(thread(), everything(folder));
  chmodSync(path.join(folder, "closed"), 0o700);
  expect(names(found)).toContain("a.js 1");
  const isRoot = process.getuid?.() === 0;
  expect(counts).toMatchObject({ unread: isRoot ? 0 : 2, isPartial: false });
});

test("a path that is too long, and one behind a link to another folder, are passed over and end no scan", async () => {
  const { folder, write, thread } = makeRoom();
  write("a.js", SECRET);
  write("../outside/x.js", SECRET);
  symlinkSync(path.join(folder, "../outside"), path.join(folder, "link"));
  const paths = ["a/".repeat(2500) + "b.js", "link/x.js", "a.js"];
  const order: ScanOrder = { kind: "files", files: paths.map((name) => ({ folder, path: name })), anyway: false };
  const { counts, found } = await run(thread(), order);
  expect(names(found).filter((name) => name.endsWith("1"))).toEqual(["a.js 1"]);
  expect(counts).toMatchObject({ read: 1, unread: 1 });
});

test("lists that are pipes or links are taken for empty, and nobody waits for them", async () => {
  const { folder, write, thread } = makeRoom();
  write("a.js", SECRET);
  write("../elsewhere", "*.js\n");
  expect(spawnSync("mkfifo", [path.join(folder, ".lockersignore")]).status).toBe(0);
  symlinkSync(path.join(folder, "../elsewhere"), path.join(folder, ".gitignore"));
  expect(names((await run(thread(), everything(folder))).found)).toEqual(["a.js 1"]);
});

test("100,000 findings of one file come in pieces that are small", async () => {
  const { folder, write, thread } = makeRoom();
  write(
    "many.js",
    Array.from({ length: 30_000 }, (_, at) => `const dbPassword${at} = "plum-Lantern-${at}-Quay";`).join("\n"),
  );
  const { found } = await run(thread(), everything(folder));
  expect(found.length).toBeGreaterThan(10);
  expect(Math.max(...found.map(({ findings }) => findings.length))).toBeLessThanOrEqual(1_000);
  expect(found.map(({ isContinued }) => isContinued).indexOf(true)).toBe(1);
});

test("nested folders of the workspace are scanned once, each for itself", async () => {
  const { folder, write, thread } = makeRoom();
  write("a.js", SECRET);
  write("inner/b.js", SECRET);
  const inner = path.join(folder, "inner");
  const folders = [
    { path: folder, nested: [inner] },
    { path: inner, nested: [] },
  ];
  const { found } = await run(thread(), { kind: "folders", folders });
  expect(names(found)).toEqual(["a.js 1", "b.js 1"]);
});

/** A worker that waits before it opens the last of so many files until it is told to stop, however late that is. */
function waitingWorker(folder: string, files: number): string {
  const script = path.join(folder, "waiting.mjs");
  writeFileSync(
    script,
    `import fs from "node:fs";
    import { syncBuiltinESMExports } from "node:module";
    import { parentPort } from "node:worker_threads";
    let stop;
    parentPort.on("message", (order) => (stop = order.stop));
    const { openSync } = fs;
    let opened = 0;
    fs.openSync = (file, ...more) => {
      if (String(file).endsWith(".js")) opened += 1;
      if (opened === ${files}) while (Atomics.load(stop, 0) === 0) Atomics.wait(stop, 0, 0, 5);
      return openSync(file, ...more);
    };
    syncBuiltinESMExports();
    await import(${JSON.stringify(worker.href)});`,
  );
  return script;
}

test("a scan that is stopped before it begins or on its way says that it is partial, and what it knows is kept", async () => {
  const { folder, write, thread } = makeRoom();
  for (let at = 0; at < 400; at++) write(`f${at}.js`, SECRET.repeat(200));
  const before = new AbortController();
  before.abort();
  const one = thread();
  expect((await run(one, everything(folder), before.signal)).counts.isPartial).toBe(true);
  const onTheWay = new AbortController();
  const waiting = thread(undefined, waitingWorker(path.dirname(folder), 400));
  const counts = await waiting.run(everything(folder), () => onTheWay.abort(), onTheWay.signal);
  expect(counts.isPartial).toBe(true);
  expect(counts.read).toBeLessThan(400);
  const rest = await run(one, everything(folder));
  expect(rest.counts).toMatchObject({ files: 400, isPartial: false });
});

test("a thread that does not listen is ended, and the next order gets another", async () => {
  const { folder, write, thread } = makeRoom();
  write("a.js", SECRET);
  write("long.js", "a=".repeat(2_450_000));
  const one = thread();
  const stop = new AbortController();
  const running = run(one, everything(folder), stop.signal);
  stop.abort();
  expect((await running).counts.isPartial).toBe(true);
  const content: ScanOrder = {
    kind: "content",
    folder: "",
    path: "b.js",
    bytes: Buffer.from(SECRET),
    anyway: false,
  };
  expect(names((await run(one, content)).found)).toEqual(["b.js 1"]);
});

test("what a thread does when its settings change begins again, and comes to its end", async () => {
  const { folder, write, thread } = makeRoom();
  for (let at = 0; at < 40; at++) write(`f${at}.js`, SECRET.repeat(200));
  const one = thread();
  let isFirst = true;
  const found = new Set<string>();
  const tell: Parameters<ScanThread["run"]>[1] = (news) => {
    if (isFirst) one.renew();
    isFirst = false;
    if (news.kind === "found") for (const { path: name } of news.files) found.add(name);
  };
  const counts = await one.run(everything(folder), tell, new AbortController().signal);
  expect(counts).toMatchObject({ files: 40, isPartial: false });
  expect(found.size).toBe(40);
});

test("what a thread does when it is ended ends with it", async () => {
  const { folder, write, thread } = makeRoom();
  write("a.js", SECRET);
  const one = thread();
  const running = run(one, everything(folder));
  one.end();
  await expect(running).rejects.toThrow("the scan's thread ended");
});

const customWorker = new URL("../../../../src/node/custom-rules/worker.ts", import.meta.url).pathname;
const rulesOf = (...rules: readonly object[]): string => JSON.stringify(rules);
const told = (files: readonly FoundFile[]): readonly string[] =>
  files.map(({ path: name, findings }) => `${name} ${findings.map(({ rule }) => rule).join()}`);
const acme = { id: "acme", pattern: "acme_[0-9]{8}", severity: "certain" };

test("each folder has rules of its own, one that Node cannot read too", async () => {
  const { folder, write, thread } = makeRoom();
  const other = path.join(folder, "other");
  write("a.js", 'pay("acme_12345678"); pay("zeta_12345678");\n');
  write("other/b.js", 'pay("acme_12345678"); pay("zeta_12345678");\n');
  const zeta = { id: "zeta", pattern: "zeta_[0-9]{8}", severity: "certain" };
  const rules = { [folder]: rulesOf(acme), [other]: rulesOf(zeta), "memfs:/far": rulesOf(acme, zeta) };
  const one = thread({ rules, worker: customWorker });
  const folders = [
    { path: folder, nested: [other] },
    { path: other, nested: [] },
  ];
  const { found } = await run(one, { kind: "folders", folders });
  expect(told(found)).toEqual(["a.js acme", "b.js zeta"]);
  const content = {
    kind: "content",
    path: "c.js",
    bytes: Buffer.from('["acme_12345678", "zeta_12345678"]'),
    anyway: false,
  };
  expect(told((await run(one, { ...content, kind: "content", folder: "memfs:/far" })).found)).toEqual([
    "c.js acme,zeta",
  ]);
  expect(told((await run(one, { ...content, kind: "content", folder: "memfs:/near" })).found)).toEqual(["c.js "]);
});

test("a rule that does not come to an end is told of once, and what is read without it is not remembered", async () => {
  const { folder, write, thread } = makeRoom();
  write("a.js", 'pay("acme_12345678");\n');
  write("b.js", `// stray ${"a".repeat(400)}!\n`);
  write("c.js", 'pay("acme_87654321");\n');
  const stray = { id: "stray", pattern: "(a+)+$", keywords: ["stray"] };
  const custom = { rules: { [folder]: rulesOf(stray, acme) }, worker: customWorker };
  const one = thread(custom);
  const first = await run(one, everything(folder));
  expect(first.lost).toEqual([{ id: "stray", pattern: "(a+)+$", why: "endless" }]);
  expect(names(first.found)).toEqual(["a.js 1", "c.js 1"]);
  const again = await run(one, everything(folder));
  expect(again.lost).toEqual([]);
  expect(again.counts.read).toBe(2); // b.js, whose text stopped the rule, and c.js after it
  expect((await run(thread(custom), everything(folder))).counts.read).toBe(2);
  const whole = { ...custom, rules: { [folder]: rulesOf(acme) } };
  expect((await run(thread(whole), everything(folder))).counts.read).toBe(3);
  expect((await run(thread(whole), everything(folder))).counts.read).toBe(0);
});
