/** Runs in the extension host: what the Secrets view costs. Figures go to the file named by LOCKERS_TEST_REPORT. */

import { writeFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { AuditPort } from "../../src/core/audit/audit.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { Transport } from "../../src/core/transport/transport.ts";
import { createVaultClient } from "../../src/core/vault/create-vault-client.ts";
import { ALL_RIGHTS } from "../../src/core/vault/rights.ts";
import { rowSelection } from "../../src/extension/secrets/selection.ts";
import type { TreeNode } from "../../src/extension/secrets/node.ts";
import { mountNode } from "../../src/extension/secrets/nodes/folder-node.ts";
import { createFactsBook } from "../../src/extension/secrets/secret-facts.ts";
import type { TreeContext } from "../../src/extension/secrets/tree-context.ts";
import { SecretsTree } from "../../src/extension/secrets/tree-provider.ts";
import { type Figure, median } from "./figure.ts";

const SIZE = 10_000;
const FOLDERS = 10;
const ROUNDS = 11;

/** Answers at once, so that what is measured begins with the reply. */
function answering(keys: readonly string[], mount: string): Transport {
  const listed = JSON.stringify({ data: { keys } });
  const kind = { data: { path: `${mount}/`, type: "kv", options: { version: "2" } } };
  return {
    send: async ({ method }) => ({ status: 200, headers: {}, body: method === "LIST" ? JSON.parse(listed) : kind }),
  };
}

function namesIn(folder: number): readonly string[] {
  return Array.from({ length: SIZE }, (_, index) => `service-${(index * 7919) % SIZE}-database-${folder}`);
}

function makeFolder(at: number): { readonly tree: SecretsTree; readonly row: TreeNode } {
  const mount = `kv-${at}`;
  const clock = { now: () => Date.now() };
  const audit: AuditPort = { record: () => Promise.resolve() };
  const client = createVaultClient({
    server: "bench",
    transport: answering(namesIn(at), mount),
    token: Secret.of("bench"),
    namespace: undefined,
    audit,
    clock,
  });
  const services = { clock, connections: () => ({ client: async () => client }) };
  const context = {
    services,
    facts: createFactsBook(),
    search: { keysRead: nothing },
    rights: { of: () => ALL_RIGHTS },
    opened: { below: () => [] },
    redraw: nothing,
    drop: nothing,
  } as unknown as TreeContext;
  const log = { info: nothing, problem: nothing, show: nothing, dispose: nothing };
  const tree = new SecretsTree({
    services: { log, selection: rowSelection() },
    roots: async () => [],
    isOpen: () => false,
    shown: nothing,
    stale: nothing,
  });
  const server = { id: "bench", place: { kind: "server", server: "bench" } } as TreeNode;
  return { tree, row: mountNode(context, server, "bench", { mount, kind: "kv-2", description: "" }) };
}

const nothing = (): undefined => undefined;

/** Milliseconds from the reply until VS Code has the rows and what they look like. */
async function expanding(): Promise<number> {
  const { tree, row } = makeFolder(0);
  const started = performance.now();
  const rows = await tree.getChildren(row);
  await Promise.all(rows.map(async (each) => tree.getTreeItem(each)));
  return performance.now() - started;
}

function heap(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed / 1e6;
}

/** Megabytes that so many names take once they are listed. */
async function memory(pages: number): Promise<number> {
  const before = heap();
  const kept = Array.from({ length: FOLDERS }, (_, at) => makeFolder(at));
  for (const { tree, row } of kept) {
    await tree.getChildren(row);
    for (let page = 1; page < pages; page += 1) await tree.more(row);
  }
  const after = heap();
  return kept.length === FOLDERS ? after - before : Number.NaN;
}

export async function run(): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await expanding());
  const host = heap();
  const figures: readonly Figure[] = [
    {
      what: "a folder of 10,000 secrets, reply until VS Code has the rows",
      value: median(times),
      unit: "ms",
      atMost: 150,
    },
    { what: "memory of 100,000 names listed, first rows of each folder shown", value: await memory(1), unit: "MB" },
    { what: "memory of 100,000 names listed, all rows shown", value: await memory(10), unit: "MB" },
    { what: "heap of the extension host before that", value: host, unit: "MB" },
  ];
  const file = process.env["LOCKERS_TEST_REPORT"];
  if (file === undefined) throw new Error("LOCKERS_TEST_REPORT names no file");
  writeFileSync(file, JSON.stringify(figures));
}
