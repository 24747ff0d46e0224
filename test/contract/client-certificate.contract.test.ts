// A real OpenBao that demands a client certificate of an authority of our own, made by another OpenBao's PKI engine.
import { createPrivateKey } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { Agent } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientCertificate } from "../../src/core/connections/connections.ts";
import { ExpectedError } from "../../src/core/errors.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { VaultReply } from "../../src/core/transport/transport.ts";
import { createAgents } from "../../src/node/https/agents.ts";
import {
  createClientCertificate,
  rememberPassphrases,
  type AskPassphrase,
} from "../../src/node/https/client-certificate.ts";
import { createHttpsExchange } from "../../src/node/https/https-exchange.ts";
import { createHttpsTransport } from "../../src/node/https/https-transport.ts";
import { buildCli, cliHost } from "../support/cli-process.ts";
import { startOpenBao } from "../support/openbao.ts";
import { startStrictOpenBao, type Pem, type StrictOpenBao } from "../support/openbao-tls.ts";
import { pickText } from "../support/pick.ts";
import { PKCS12_CERTIFICATE, PKCS12_PASSPHRASE, pkcs12File } from "../support/pkcs12.ts";
import { realClock } from "../support/vault-client.ts";

const PASSPHRASE = PKCS12_PASSPHRASE;
const directory = mkdtempSync(join(tmpdir(), "lockers-client-cert-"));

let strict: StrictOpenBao;
beforeAll(async () => {
  const authority = await startOpenBao();
  const issue = async (mount: string, names: Readonly<Record<string, string>>): Promise<Pem> => {
    const made = await authority.must("POST", `${mount}/issue/any`, { ttl: "1h", ...names });
    return { cert: pickText(made, "data", "certificate"), key: pickText(made, "data", "private_key") };
  };
  for (const mount of ["pki", "foreign"]) {
    await authority.must("POST", `sys/mounts/${mount}`, { type: "pki" });
    const root = await authority.must("POST", `${mount}/root/generate/internal`, { common_name: mount, ttl: "24h" });
    await writeFile(join(directory, `${mount}-ca.pem`), pickText(root, "data", "certificate"));
    const role = { allow_any_name: true, allow_ip_sans: true, enforce_hostnames: false, no_store: true };
    await authority.must("POST", `${mount}/roles/any`, role);
  }
  const [server, own, foreign] = await Promise.all([
    issue("pki", { common_name: "vault", ip_sans: "127.0.0.1" }),
    issue("pki", { common_name: "ada" }),
    issue("foreign", { common_name: "eve" }),
  ]);
  await authority.stop();
  const sealed = createPrivateKey(own.key).export({
    type: "pkcs8",
    format: "pem",
    cipher: "aes-256-cbc",
    passphrase: PASSPHRASE,
  });
  const files = {
    "own.pem": own.cert,
    "own.key": own.key,
    "both.pem": `${own.cert}\n${own.key}`,
    "sealed.key": String(sealed),
    "foreign.pem": foreign.cert,
    "foreign.key": foreign.key,
    "garbage.key": "not a key",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  await writeFile(at("sealed.p12"), pkcs12File());
  const ca = await readFile(at("pki-ca.pem"), "utf8");
  strict = await startStrictOpenBao(`${ca}\n${PKCS12_CERTIFICATE}`, server, own);
});
afterAll(async () => {
  await strict.stop();
  await rm(directory, { recursive: true, force: true });
});

function at(name: string): string {
  return join(directory, name);
}

function pem(certFile: string, keyFile: string): ClientCertificate {
  return { kind: "pem", certFile: at(certFile), keyFile: at(keyFile) };
}

const READ = { method: "GET", path: "sys/seal-status" } as const;
const WRITE = { method: "POST", path: "sys/seal-status", body: { k: "v" } } as const;

function transport(clientCertificate: ClientCertificate | undefined, askPassphrase?: AskPassphrase) {
  return createHttpsTransport({
    profile: { name: "egi", addresses: [`https://${strict.host}`], caFile: at("pki-ca.pem"), clientCertificate },
    clock: realClock,
    ...(askPassphrase === undefined ? {} : { askPassphrase }),
  });
}

/** A person who types these passphrases, one each time. */
function typing(...texts: readonly string[]) {
  const left = [...texts];
  const asked: string[] = [];
  const ask: AskPassphrase = async (file) => {
    asked.push(file);
    const text = left.shift();
    if (text === undefined) throw new ExpectedError({ code: "cancelled" });
    return Secret.of(text);
  };
  return { asked, ask };
}

const ANSWERED: Partial<VaultReply> = { status: 200 };

test.each([
  ["a certificate and its key", pem("own.pem", "own.key")],
  ["both in one file", pem("both.pem", "both.pem")],
])("%s let us in", async (_, certificate) => {
  expect(await transport(certificate).send(READ)).toMatchObject(ANSWERED);
});

test.each([
  ["a key", pem("own.pem", "sealed.key"), "sealed.key"],
  ["a PKCS #12 file", { kind: "pfx", file: "sealed.p12" } as const, "sealed.p12"],
])("%s under a passphrase: asked for once, also by several requests at the same time", async (_, given, file) => {
  const { asked, ask } = typing(PASSPHRASE);
  const certificate = given.kind === "pfx" ? { ...given, file: at(given.file) } : given;
  const to = transport(certificate, ask);
  expect(await Promise.all([to.send(READ), to.send(READ), to.send(READ)])).toMatchObject([
    ANSWERED,
    ANSWERED,
    ANSWERED,
  ]);
  expect(await to.send(READ)).toMatchObject(ANSWERED);
  expect(asked).toEqual([at(file)]);
});

test("a mistyped passphrase is told, without it, and asked for again", async () => {
  const { asked, ask } = typing("mistyped", PASSPHRASE);
  const to = transport(pem("own.pem", "sealed.key"), ask);
  const failed = to.send(READ);
  await expect(failed).rejects.toMatchObject({
    problem: { code: "bad-input", what: at("sealed.key"), reason: "this passphrase does not open it" },
  });
  await expect(failed).rejects.not.toThrow(/mistyped/u);
  expect(await to.send(READ)).toMatchObject(ANSWERED);
  expect(asked).toHaveLength(2);
});

test("who leaves the question has cancelled; where nobody can be asked, that is told", async () => {
  const { ask } = typing();
  await expect(transport(pem("own.pem", "sealed.key"), ask).send(READ)).rejects.toMatchObject({
    problem: { code: "cancelled" },
  });
  await expect(transport(pem("own.pem", "sealed.key")).send(READ)).rejects.toMatchObject({
    problem: { code: "bad-input", reason: "it needs a passphrase, and there is nobody to ask for it" },
  });
});

test.each([
  ["no certificate", undefined],
  ["one of a foreign authority", () => pem("foreign.pem", "foreign.key")],
])("%s: the server refuses, and nothing counts as sent", async (_, certificate) => {
  for (const request of [READ, WRITE])
    await expect(transport(certificate?.()).send(request)).rejects.toMatchObject({
      problem: { code: "client-certificate", host: strict.host },
    });
});

test.each([
  ["a key that belongs to another", () => pem("own.pem", "foreign.key"), "foreign.key"],
  ["no key at all", () => pem("own.pem", "garbage.key"), "garbage.key"],
  ["a file that is not there", () => pem("absent.pem", "own.key"), "absent.pem"],
])("%s is told before anything is sent", async (_, certificate, file) => {
  await expect(transport(certificate()).send(READ)).rejects.toMatchObject({
    problem: { code: "bad-input", what: at(file) },
  });
});

test("two ways to one server ask once; a mistyped one is asked for again", async () => {
  const { asked, ask } = typing("mistyped", PASSPHRASE);
  const shared = rememberPassphrases(ask);
  const ways = [transport(pem("own.pem", "sealed.key"), shared), transport(pem("own.pem", "sealed.key"), shared)];
  await expect(ways[0]?.send(READ)).rejects.toMatchObject({ problem: { code: "bad-input" } });
  expect(await ways[0]?.send(READ)).toMatchObject(ANSWERED);
  expect(await ways[1]?.send(READ)).toMatchObject(ANSWERED);
  expect(asked).toHaveLength(2);
});

test("the command line: a server that wants a certificate is added with it, and says so without", async () => {
  buildCli();
  const { lockers, close } = cliHost();
  const address = `https://${strict.host}`;
  const add = ["server", "add", "strict", address, "--ca-file", at("pki-ca.pem")];
  const without = await lockers(add);
  expect(without.status).toBe(78);
  expect(without.err).toContain("it wants a client certificate, or another one");
  expect((await lockers([...add, "--client-key", at("own.key")])).status).toBe(64);
  const own = ["--client-cert", at("own.pem"), "--client-key", at("own.key")];
  expect(await lockers([...add, ...own])).toMatchObject({ status: 0, err: expect.stringContaining("not set up yet") });
  const { out } = await lockers(["status", "--format", "json"]);
  expect(JSON.parse(out)).toMatchObject([{}, { nodes: [{ address, state: "not set up yet" }] }]);
  const env = {
    VAULT_ADDR: address,
    VAULT_CACERT: at("pki-ca.pem"),
    VAULT_CLIENT_CERT: at("both.pem"),
    VAULT_TOKEN: "t",
  };
  // OpenBao calls what is not initialised sealed, everywhere but in its health.
  expect((await lockers(["list"], { env })).err).toContain("is sealed");
  const sealed = [...add.slice(0, 2), "sealed", ...add.slice(3), "--client-cert", at("sealed.p12")];
  expect((await lockers(sealed)).err).toContain("it needs a passphrase, and there is nobody to ask for it");
  await close();
});

test("VS Code puts an agent of its own in the place of ours: certificates go with the request as well", async () => {
  const made = createAgents({
    caFile: at("pki-ca.pem"),
    now: realClock.now,
    identity: createClientCertificate(pem("own.pem", "own.key"), undefined),
  });
  const other = new Agent();
  const agents = {
    ...made,
    agentFor: async (protocol: string) => ({ ...(await made.agentFor(protocol)), agent: other }),
  };
  const exchange = createHttpsExchange({ server: "egi", agents, timeoutMs: 5000, limitBytes: 65_536 });
  const request = { method: "GET", address: `https://${strict.host}`, target: "/v1/sys/seal-status" } as const;
  expect(await exchange({ ...request, headers: {}, body: undefined }, undefined)).toMatchObject(ANSWERED);
});
