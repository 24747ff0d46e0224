import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test, vi } from "vitest";
import { newTestVault, PASSPHRASE, stillClock, type TestVault } from "../../support/local-vault.ts";

const ending: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
  vi.useRealTimers();
});

interface Made {
  readonly token: string;
  readonly accessor: string;
}

type Send = TestVault["send"];

async function vaultWithClock() {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const clock = stillClock();
  const vault = await newTestVault({ clock });
  ending.push(vault.close);
  return { ...vault, clock };
}

async function make(send: Send, body: object, token?: string): Promise<Made> {
  const reply = await send("POST", "auth/token/create", { body, ...(token === undefined ? {} : { token }) });
  const { auth } = reply.body as { auth: { client_token: string; accessor: string } };
  return { token: auth.client_token, accessor: auth.accessor };
}

/** A token with things in its cubbyhole, small ones and such as need pages of their own. */
async function filled(send: Send, body: object, parent?: string): Promise<Made> {
  const made = await make(send, body, parent);
  for (const length of [10, 900, 9000]) {
    const text = "x".repeat(length);
    await send("POST", `cubbyhole/deep/n${length}`, { token: made.token, body: { text } });
  }
  return made;
}

/** At once nothing is left in the log; after the next sweep also no trace in a gap of the file. Gives how many rows are gone. */
function expectNothingLeft(file: string, before: ReadonlyMap<string, Buffer>): number {
  expect(leftOver(file, before, "log").left).toBe(0);
  vi.advanceTimersByTime(15_000);
  const { gone, left } = leftOver(file, before, "file and log");
  expect(left).toBe(0);
  return gone;
}

/** The sealed contents of every row, which say nothing but are found again. */
function sealedIn(file: string): ReadonlyMap<string, Buffer> {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare("SELECT sealed FROM rows").all();
  database.close();
  return new Map(
    rows.map(({ sealed }) => {
      const bytes = Buffer.from(sealed as Uint8Array);
      return [bytes.toString("base64"), bytes] as const;
    }),
  );
}

/** Those that are still somewhere in the log, or the file and the log, though no row has them any more. */
function leftOver(
  file: string,
  before: ReadonlyMap<string, Buffer>,
  where: "log" | "file and log",
): { readonly gone: number; readonly left: number } {
  const now = sealedIn(file);
  const all = where === "log" ? [`${file}-wal`] : [file, `${file}-wal`];
  const parts = all.filter((part) => existsSync(part));
  const raw = Buffer.concat(parts.map((part) => readFileSync(part)));
  const gone = [...before].filter(([key]) => !now.has(key)).map(([, bytes]) => bytes);
  // Long contents are cut into pages: what stands at their beginning and at their end is looked for.
  const left = gone.filter((bytes) => raw.includes(bytes.subarray(0, 60)) || raw.includes(bytes.subarray(-60)));
  return { gone: gone.length, left: left.length };
}

const WAYS: Readonly<
  Record<string, (vault: TestVault & { clock: ReturnType<typeof stillClock> }, parent: Made) => Promise<unknown>>
> = {
  "its last use": async ({ send }, { token }) => {
    for (let uses = 0; uses < 6; uses++) await send("GET", "cubbyhole/none", { token });
  },
  revocation: ({ send }, { token }) => send("POST", "auth/token/revoke", { body: { token } }),
  "revocation by itself": ({ send }, { token }) => send("POST", "auth/token/revoke-self", { token }),
  "revocation by its accessor": ({ send }, { accessor }) =>
    send("POST", "auth/token/revoke-accessor", { body: { accessor } }),
  "its time, at the next request": ({ send, clock }) => {
    clock.pass(3601);
    return send("GET", "kv1/none");
  },
  "its time, at opening": async ({ vault, clock }) => {
    await vault.lock();
    clock.pass(3601);
    await vault.unlock({ kind: "passphrase", passphrase: PASSPHRASE });
  },
};

test.each(Object.keys(WAYS))(
  "a token that ends by %s takes its cubbyhole out of the file and its log",
  async (name) => {
    const vault = await vaultWithClock();
    const { send, file } = vault;
    const other = await filled(send, { policies: ["default"], ttl: "9h" });
    const uses = name === "its last use" ? { num_uses: 9 } : {};
    const made = await filled(send, { policies: ["default"], ttl: "1h", ...uses });
    const before = sealedIn(file);
    await WAYS[name]?.(vault, made);
    expect(expectNothingLeft(file, before)).toBeGreaterThanOrEqual(9);
    expect((await send("GET", "cubbyhole/deep/n9000", { token: other.token })).status).toBe(200);
    expect((await send("GET", "cubbyhole/deep/n10", { token: made.token })).status).toBe(403);
  },
);

test.each(["its parent's end", "its grandparent's time"])(
  "a token ends by %s with all that was its own",
  async (name) => {
    const { send, file, clock } = await vaultWithClock();
    const grandparent = await make(send, { policies: ["root"], ttl: "1h" });
    const parent = await filled(send, { policies: ["root"], ttl: "5h" }, grandparent.token);
    const children = [];
    for (let at = 0; at < 3; at++) {
      children.push(await filled(send, { policies: ["default"], ttl: "5h" }, parent.token));
    }
    const orphan = await filled(send, { policies: ["default"], ttl: "5h", no_parent: true }, parent.token);
    const before = sealedIn(file);
    if (name.startsWith("its parent")) await send("POST", "auth/token/revoke", { body: { token: parent.token } });
    else clock.pass(3600);
    await send("GET", "kv1/none");
    expect(expectNothingLeft(file, before)).toBeGreaterThanOrEqual(4 * 9);
    for (const { token } of children) expect((await send("GET", "cubbyhole/deep/n10", { token })).status).toBe(403);
    expect((await send("GET", "cubbyhole/deep/n10", { token: orphan.token })).status).toBe(200);
  },
);

test("a token ends by its time while nothing is asked, and so does an answer that nobody unwrapped", async () => {
  const { send, file, clock } = await vaultWithClock();
  await filled(send, { policies: ["default"], ttl: "1h" });
  await send("POST", "sys/wrapping/wrap", { body: { text: "y".repeat(500) }, wrapTtl: "1h" });
  const before = sealedIn(file);
  clock.pass(3601);
  vi.advanceTimersByTime(15_000);
  expect(expectNothingLeft(file, before)).toBeGreaterThanOrEqual(9 + 3);
});

test("where somebody reads meanwhile, what was removed leaves the log as soon as it can", async () => {
  const { send, file } = await vaultWithClock();
  const { token } = await filled(send, { policies: ["default"], ttl: "1h" });
  const before = sealedIn(file);
  const reader = new DatabaseSync(file, { readOnly: true });
  reader.exec("BEGIN");
  reader.prepare("SELECT count(*) FROM rows").get();
  expect((await send("POST", "auth/token/revoke", { body: { token } })).status).toBe(204);
  expect(leftOver(file, before, "log").left).toBeGreaterThan(0);
  reader.exec("COMMIT");
  reader.close();
  vi.advanceTimersByTime(15_000);
  expectNothingLeft(file, before);
});

test("a destroyed version, a deleted secret and a mount that is taken away leave the file and its log", async () => {
  const { send, file } = await vaultWithClock();
  await send("POST", "sys/mounts/team", { body: { type: "kv", options: { version: "2" } } });
  for (let version = 0; version < 3; version++) {
    for (const path of ["secret/data/a", "secret/data/b", "team/data/a"]) {
      await send("POST", path, { body: { data: { text: `${version}`.repeat(3000) } } });
    }
  }
  await send("POST", "kv1/a", { body: { text: "z".repeat(3000) } });
  const steps = [
    () => send("POST", "secret/destroy/a", { body: { versions: [1, 3] } }),
    () => send("DELETE", "secret/metadata/b"),
    () => send("DELETE", "kv1/a"),
    () => send("DELETE", "sys/mounts/team"),
  ];
  for (const step of steps) {
    const before = sealedIn(file);
    await step();
    expect(expectNothingLeft(file, before)).toBeGreaterThan(0);
  }
});
