import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problemCode } from "../../src/core/errors.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { VaultClient } from "../../src/core/vault/client.ts";
import type { SecretPath } from "../../src/core/vault/types.ts";
import type { FormFiles } from "../../src/extension/secrets/form/form-files.ts";
import type { FormRow } from "../../src/extension/secrets/form/form-messages.ts";
import { baseOf, createSecret, fieldsOf, saveEdit, type Target } from "../../src/extension/secrets/form/save-secret.ts";
import { failingClient } from "../support/failing-client.ts";
import { asTest, clientFor, shown, texts } from "../support/vault-client.ts";
import { localVaultUnderTest, openBaoUnderTest, type ServerUnderTest } from "./client-servers.ts";

const random = { bytes: (length: number) => randomBytes(length) };
const noFiles: Pick<FormFiles, "valueOf"> = { valueOf: () => undefined };

function row(name: string, value: string | undefined, from?: string): FormRow {
  return { name, from, value, json: false, file: undefined };
}

const rows = (...each: readonly FormRow[]) => fieldsOf(each, noFiles);
const stored = (name: string, value?: string) => row(name, value, name);

let count = 0;

describe.each([
  { name: "the local vault", start: localVaultUnderTest, mount: "secret", engine: "kv-2", most: 5000 },
  { name: "the local vault", start: localVaultUnderTest, mount: "kv1", engine: "kv-1", most: 5000 },
  { name: "OpenBao", start: openBaoUnderTest, mount: "secret", engine: "kv-2", most: 400 },
  { name: "OpenBao", start: openBaoUnderTest, mount: "kv1", engine: "kv-1", most: 400 },
] as const)("a form saves on $name $mount", ({ name: serverName, start, mount, engine, most }) => {
  let server: ServerUnderTest;
  let client: VaultClient;
  beforeAll(async () => {
    server = await start();
    client = clientFor({ transport: server.transport, token: server.token });
  });
  afterAll(() => server.stop());

  function fresh(): Target & { readonly at: SecretPath } {
    count += 1;
    return { client, at: { mount, path: `form/${count}` }, engine, call: asTest };
  }

  /** A window with the form of a secret open. */
  async function open(target: Target) {
    return baseOf(await client.read(target.at, asTest), random);
  }

  test(`${mount}: a new secret, but never over one that is there`, async () => {
    const target = fresh();
    expect(await createSecret(target, rows(row("user", "ada"), row("empty", "")))).toEqual({ kind: "saved" });
    expect(await createSecret(target, rows(row("user", "eve")))).toEqual({ kind: "exists" });
    expect(shown(await client.read(target.at, asTest))).toEqual({ user: "ada", empty: "" });
  });

  test(`${mount}: two windows edit one secret; the second is told, and writes only what it touched`, async () => {
    const target = fresh();
    await client.write(target.at, texts({ user: "ada", password: "old", port: "1" }), asTest);
    const [first, second] = [await open(target), await open(target)];
    const theirs = rows(stored("user"), stored("password", "theirs"), stored("port", "2"));
    expect(await saveEdit(target, first, theirs, false)).toEqual({ kind: "saved" });
    const mine = rows(stored("user", "grace"), stored("password", "mine"), stored("port"), row("more", "x"));
    expect(await saveEdit(target, second, mine, false)).toMatchObject({
      kind: "conflict",
      changed: ["password", "port"],
      both: ["password"],
    });
    expect(shown(await client.read(target.at, asTest))).toMatchObject({ password: "theirs" });
    expect(await saveEdit(target, second, mine, true)).toEqual({ kind: "saved" });
    expect(shown(await client.read(target.at, asTest))).toEqual({
      user: "grace",
      password: "mine",
      port: "2",
      more: "x",
    });
  });

  test(`${mount}: ${most} keys, and a value of 0 bytes`, async () => {
    const target = fresh();
    const many = Array.from({ length: most }, (_, index) => row(`key ${index} 🔑`, `value ${index}`));
    expect(await createSecret(target, rows(...many, row("__proto__", "")))).toEqual({ kind: "saved" });
    const base = await open(target);
    const after = many.map(({ name }, index) => stored(name, index === most - 1 ? "changed" : undefined));
    expect(await saveEdit(target, base, rows(...after, stored("__proto__")), false)).toEqual({ kind: "saved" });
    const found = shown(await client.read(target.at, asTest));
    expect(Object.keys(found)).toHaveLength(most + 1);
    expect([found["key 0 🔑"], found[`key ${most - 1} 🔑`]]).toEqual(["value 0", "changed"]);
  });

  test(`${mount}: a value of 1 MB`, async () => {
    const target = fresh();
    await createSecret(target, rows(row("large", "x".repeat(1_048_576))));
    expect(shown(await client.read(target.at, asTest))["large"]).toHaveLength(1_048_576);
  });

  test(`${mount}: 5,000 keys are stored, or refused as too large (OpenBao counts strings)`, async () => {
    const many = rows(...Array.from({ length: 5000 }, (_, index) => row(`key ${index}`, "x")));
    const code = await createSecret(fresh(), many).then(({ kind }) => kind, problemCode);
    expect(code).toBe(serverName === "OpenBao" ? "too-large" : "saved");
  });

  test(`${mount}: a chosen file is stored as it is, and JSON stays JSON`, async () => {
    const target = fresh();
    const files: typeof noFiles = {
      ...noFiles,
      valueOf: (id) => (id === "1" ? Secret.of("-----BEGIN-----\r\n") : undefined),
    };
    const given = [
      { ...row("tls.pem", undefined), file: { id: "1", label: "tls.pem, 17 B" } },
      { ...row("port", "5432"), json: true },
    ];
    await createSecret(target, fieldsOf(given, files));
    expect(shown(await client.read(target.at, asTest))).toEqual({
      "tls.pem": "-----BEGIN-----\r\n",
      port: "json 5432",
    });
    expect(() => fieldsOf([{ ...row("port", "many"), json: true }], files)).toThrow("bad-input");
  });

  test(`${mount}: somebody who writes between our reading and writing is not overwritten in silence`, async () => {
    const target = fresh();
    await client.write(target.at, texts({ user: "ada" }), asTest);
    const base = await open(target);
    const late = failingClient(client, {
      operation: "write",
      call: 1,
      problem: { code: "conflict", server: "egi", path: "x" },
    });
    // the server said that the version had changed; nothing else did, so there is nothing to tell but to save again
    const result = await saveEdit({ ...target, client: late }, base, rows(stored("user", "grace")), false);
    expect(result).toEqual({ kind: "saved" });
    expect(shown(await client.read(target.at, asTest))).toEqual({ user: "grace" });
  });

  test(`${mount}: a server that refuses every write as late is not asked for ever`, async () => {
    const target = fresh();
    await client.write(target.at, texts({ user: "ada" }), asTest);
    const base = await open(target);
    const problem = { code: "conflict", server: "egi", path: "x" } as const;
    const late = failingClient(client, { operation: "write", call: 1, problem, always: true });
    let reads = 0;
    const counted: VaultClient = {
      ...late,
      read: async (...args) => {
        reads += 1;
        // the loop this test is about would not end by itself
        if (reads > 10) throw new Error("it does not stop");
        return late.read(...args);
      },
    };
    const saved = saveEdit({ ...target, client: counted }, base, rows(stored("user", "grace")), false);
    await expect(saved).rejects.toThrow("conflict");
    expect(reads).toBe(3);
  });
});
