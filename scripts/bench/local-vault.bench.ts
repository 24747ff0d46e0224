/** Reads of the local vault beside a local OpenBao over HTTP, and durable writes beside bare SQLite. */

import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { LocalVault } from "../../src/core/local-vault/local-vault.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import { openLocalVault } from "../../src/node/local-vault/in-process.ts";
import { type OpenBao, startOpenBao } from "../../test/support/openbao.ts";
import { type Bench, type Figure, median } from "./figure.ts";

const DATA = { user: "ada", password: "a-password-of-some-length-1234567890", host: "db.example.org" };
const ROUNDS = 21;

type Beside = Awaited<ReturnType<typeof beside>>;
type Work = (at: number) => Promise<unknown> | void;

/** Microseconds for one of each, in turns, so that a busy machine is busy for both; and the median of the quotients. */
async function beside(times: number, ours: Work, theirs: Work) {
  const rounds: { readonly ours: number; readonly theirs: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ ours: await one(times, round, ours), theirs: await one(times, round, theirs) });
  }
  return {
    ours: median(rounds.map((round) => round.ours)),
    theirs: median(rounds.map((round) => round.theirs)),
    quotient: median(rounds.map((round) => round.ours / round.theirs)),
  };
}

async function one(times: number, round: number, work: Work): Promise<number> {
  const started = performance.now();
  for (let at = 0; at < times; at += 1) await work(round * times + at);
  return ((performance.now() - started) * 1000) / times;
}

async function openTemporaryVault(folder: string): Promise<{ vault: LocalVault; token: Secret }> {
  const vault = openLocalVault({ file: join(folder, "vault.db") });
  await vault.create({ kind: "passphrase", passphrase: Secret.of("for measuring only") });
  return { vault, token: await vault.ownerToken() };
}

function readOverHttp(bao: OpenBao, agent: Agent, path: string): Promise<unknown> {
  const { hostname, port } = new URL(bao.address);
  return new Promise((resolve, reject) => {
    const headers = { "X-Vault-Token": bao.token };
    const asked = httpRequest({ agent, hostname, port, path: `/v1/${path}`, headers }, (reply) => {
      let text = "";
      reply.setEncoding("utf8");
      reply.on("data", (chunk: string) => (text += chunk));
      reply.on("end", () => resolve(JSON.parse(text)));
    });
    asked.on("error", reject);
    asked.end();
  });
}

function bytes(length: number, at: number): Buffer {
  return Buffer.alloc(length, at % 251);
}

function pathOf(at: number): string {
  return `secret/data/shop/n${at % 50}`;
}

/** Bytes of what one write of `DATA` stores, as they are in the vault's file. */
const SEALED = { secret: 514, version: 128, line: 192 };

/** The same rows and bytes in the same tables with the same settings, and nothing else: as fast as SQLite can be here. */
function bareSqlite(file: string): { write(at: number): void; close(): void } {
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
  database.exec(
    "CREATE TABLE rows (parent BLOB, lookup BLOB, id BLOB, sealed BLOB, PRIMARY KEY (parent, lookup)) WITHOUT ROWID;" +
      "CREATE TABLE links (sequence INTEGER PRIMARY KEY, sealed BLOB, link BLOB, mark BLOB)",
  );
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  const put = database.prepare(
    "INSERT INTO rows VALUES (?, ?, ?, ?) ON CONFLICT (parent, lookup) DO UPDATE SET sealed = excluded.sealed",
  );
  const drop = database.prepare("DELETE FROM rows WHERE parent = ? AND lookup = ?");
  const append = database.prepare("INSERT INTO links (sealed, link, mark) VALUES (?, ?, ?)");
  return {
    write: (at) => {
      begin.run();
      const key = Buffer.alloc(16);
      key.writeUInt32BE(at % 50);
      put.run(bytes(16, 1), key, key, bytes(SEALED.secret, at));
      const version = Buffer.alloc(16);
      version.writeUInt32BE(at);
      put.run(key, version, version, bytes(SEALED.version, at));
      // Ten versions are kept.
      const old = Buffer.alloc(16);
      old.writeUInt32BE(Math.max(0, at - 500));
      drop.run(key, old);
      append.run(bytes(SEALED.line, at), bytes(32, at), bytes(32, at));
      commit.run();
    },
    close: () => database.close(),
  };
}

export const bench: Bench = async () => {
  const folder = mkdtempSync(join(tmpdir(), "lockers-bench-"));
  const bao = await startOpenBao();
  const logging = await startOpenBao({ accessLog: true });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { vault, token } = await openTemporaryVault(folder);
  const bare = bareSqlite(join(folder, "bare.db"));
  try {
    for (let at = 0; at < 50; at += 1) {
      for (const server of [bao, logging]) await server.must("POST", pathOf(at), { data: DATA });
    }
    // As many as it takes until every secret has all the versions that are kept, and the code is compiled.
    for (let at = 0; at < 600; at += 1) {
      await vault.request({ method: "POST", path: pathOf(at), token, body: { data: DATA } });
      bare.write(at);
    }
    for (let at = 0; at < 3000; at += 1) await vault.request({ method: "GET", path: pathOf(at), token });
    const reads = await beside(
      200,
      (at) => vault.request({ method: "GET", path: pathOf(at), token }),
      (at) => readOverHttp(bao, agent, pathOf(at)),
    );
    const loggedReads = await beside(
      200,
      (at) => vault.request({ method: "GET", path: pathOf(at), token }),
      (at) => readOverHttp(logging, agent, pathOf(at)),
    );
    const writes = await beside(
      40,
      (at) => vault.request({ method: "POST", path: pathOf(at), token, body: { data: DATA } }),
      (at) => bare.write(at + 600),
    );
    return figures(reads, loggedReads, writes);
  } finally {
    bare.close();
    await vault.close();
    agent.destroy();
    await bao.stop();
    await logging.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

function figures(reads: Beside, loggedReads: Beside, writes: Beside): readonly Figure[] {
  return [
    { what: "local vault, one read", value: reads.ours, unit: "µs" },
    { what: "OpenBao over HTTP, one read", value: reads.theirs, unit: "µs" },
    { what: "local vault, reads beside OpenBao over HTTP", value: 1 / reads.quotient, unit: "times", atLeast: 5 },
    {
      what: "the same beside an OpenBao that keeps an access log, as ours always does",
      value: 1 / loggedReads.quotient,
      unit: "times",
    },
    { what: "local vault, one durable write", value: writes.ours, unit: "µs" },
    { what: "bare SQLite, the same rows and bytes", value: writes.theirs, unit: "µs" },
    { what: "local vault, durable writes beside bare SQLite", value: writes.quotient, unit: "times", atMost: 1.3 },
  ];
}
