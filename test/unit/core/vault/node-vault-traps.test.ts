// What node-vault 0.12 does by itself and must not do here (spec 1.1).
import { inspect } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import type { Transport, VaultReply, VaultRequest } from "../../../../src/core/transport/transport.ts";
import type { VaultClient } from "../../../../src/core/vault/client.ts";
import { createVaultClient } from "../../../../src/core/vault/create-vault-client.ts";
import { asTest, realClock, rememberAudit, shown, texts } from "../../../support/vault-client.ts";

const MARK = "canary-51c0ffee";
const AT = { mount: "secret", path: "shop/db" };

let written: string[];
beforeEach(() => {
  for (const name of ["VAULT_TOKEN", "VAULT_NAMESPACE", "VAULT_PREFIX"]) vi.stubEnv(name, "from-environment");
  vi.stubEnv("VAULT_ADDR", "http://127.0.0.1:1");
  vi.stubEnv("VAULT_SKIP_VERIFY", "true");
  vi.stubEnv("DEBUG", "*");
  written = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

interface Sent {
  readonly client: VaultClient;
  readonly requests: VaultRequest[];
}

/** A client whose server answers by path; what is not told is KV v2 and empty. */
function clientOn(answers: Readonly<Record<string, Partial<VaultReply>>>, token: string | null = MARK): Sent {
  const requests: VaultRequest[] = [];
  const transport: Transport = {
    send: async (request) => {
      requests.push(request);
      const mount = { data: { path: "secret/", type: "kv", options: { version: "2" } } };
      const known = request.path.startsWith("sys/internal/ui/mounts") ? { status: 200, body: mount } : undefined;
      return { status: 200, body: undefined, headers: {}, ...(answers[request.path] ?? known) };
    },
  };
  const secret = token === null ? undefined : Secret.of(token);
  const client = createVaultClient({
    server: "egi",
    transport,
    token: secret,
    audit: rememberAudit(),
    clock: realClock,
  });
  return { client, requests };
}

const SECRET = { status: 200, body: { data: { data: { password: MARK }, metadata: { version: 1 } } } };

test("nothing is taken from the environment, nothing is printed however DEBUG is set", async () => {
  const { client, requests } = clientOn({ "secret/data/shop/db": SECRET }, null);
  expect(shown(await client.read(AT, asTest))).toEqual({ password: MARK });
  expect(requests.map(({ path, token, namespace }) => ({ path, token, namespace }))).toEqual([
    { path: "sys/internal/ui/mounts/secret/shop/db", token: undefined, namespace: undefined },
    { path: "secret/data/shop/db", token: undefined, namespace: undefined },
  ]);
  const { client: writer } = clientOn({ "secret/data/shop/db": { body: { data: { version: 2 } } } });
  await writer.write(AT, texts({ password: MARK }), asTest);
  expect(written).toEqual([]);
});

test("the token stays a Secret until the transport", async () => {
  const { client, requests } = clientOn({ "secret/data/shop/db": SECRET });
  await client.read(AT, asTest);
  expect(requests.every(({ token }) => token?.reveal() === MARK)).toBe(true);
  expect(inspect(requests, { depth: 10 })).not.toContain(MARK);
});

test("what is asked reaches the transport as it was encoded, also what looks like HTML or a query", async () => {
  const { client, requests } = clientOn({});
  const paths = ["o'brien&co", "a?list=true", "a#b", "a%2e%2e", "&#x2F;x", "%2F", "a\\b", "a+b c", "ü☃"];
  for (const path of paths) await client.list({ mount: "secret", path }, asTest).catch(() => undefined);
  const asked = requests.filter(({ method }) => method === "LIST").map(({ path, query }) => [path, query]);
  expect(asked).toEqual(paths.map((path) => [`secret/metadata/${encodeURIComponent(path)}/`, undefined]));
});

test("a refusal on a path that holds sys/health is a refusal", async () => {
  const at = { mount: "secret", path: "sys/health" };
  const { client } = clientOn({
    "secret/data/sys/health": { status: 403, body: { errors: ["1 error occurred:\n\t* permission denied\n\n"] } },
  });
  await expect(client.read(at, asTest)).rejects.toMatchObject({
    problem: { code: "not-allowed", path: "secret/sys/health" },
  });
});

test("a write without data sends an empty object, and 202 is a success", async () => {
  const { client, requests } = clientOn({ "auth/token/revoke-self": { status: 202 } });
  await client.tokens.revokeSelf(asTest);
  expect(requests).toMatchObject([{ method: "POST", path: "auth/token/revoke-self", body: {} }]);
});

test("a new token does not become the client's own", async () => {
  const auth = { client_token: "s.child", accessor: "a", lease_duration: 60, renewable: false, token_type: "service" };
  const { client, requests } = clientOn({ "auth/token/create": { body: { auth } }, "secret/data/shop/db": SECRET });
  await client.tokens.create({ ttl: 60, numUses: 2, renewable: false }, asTest);
  await client.read(AT, asTest);
  expect(requests.at(-1)?.token?.reveal()).toBe(MARK);
});

test.each([
  ["text", "<html>sign in</html>"],
  ["no data", {}],
  ["other data", { data: [] }],
  ["null", { data: null }],
])("an answer of another shape is not taken for a secret: %s", async (_, body) => {
  const { client } = clientOn({ "secret/data/shop/db": { status: 200, body } });
  await expect(client.read(AT, asTest)).rejects.toMatchObject({ problem: { code: "not-vault" } });
});

test.each([
  [400, { errors: ["check-and-set parameter did not match the current version"] }, { code: "conflict" }],
  [
    400,
    { errors: [`failed on ${MARK}\n  twice`] },
    { code: "rejected", status: 400, reasons: ["failed on [redacted] twice"] },
  ],
  [400, undefined, { code: "rejected", status: 400, reasons: [] }],
  [413, undefined, { code: "too-large", path: "secret/shop/db" }],
  [500, { errors: ["put failed due to value being too large; got 2 bytes, max: 1 bytes"] }, { code: "too-large" }],
  [429, { errors: ["request path x: rate limit quota exceeded"] }, { code: "rate-limited", seconds: 7 }],
  [500, { errors: ["leadership lost while committing log"] }, { code: "outcome-unknown", path: "secret/shop/db" }],
  [500, { errors: ["internal error"] }, { code: "rejected", status: 500 }],
  [503, { errors: ["Vault is sealed"] }, { code: "sealed", server: "egi" }],
  [501, { errors: ["Vault is not initialized"] }, { code: "uninitialised" }],
  [404, { errors: ["namespace not found"] }, { code: "rejected", status: 404 }],
  [202, undefined, { code: "not-vault" }],
])("status %i %j is told as %j", async (status, body, problem) => {
  const { client } = clientOn({ "secret/data/shop/db": { status, body, headers: { "retry-after": "7" } } });
  await expect(client.write(AT, texts({ password: MARK }), asTest)).rejects.toMatchObject({ problem });
});

test("a 403 is decided by its words, else by one look-up of the token", async () => {
  const denied = { status: 403, body: { errors: ["permission denied"] } };
  const vaultDead = {
    status: 403,
    body: { errors: ["2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n"] },
  };
  const forbidden = { status: 403, body: { errors: ["1 error occurred:\n\t* permission denied\n\n"] } };
  const path = "secret/data/shop/db";
  const lookup = "auth/token/lookup-self";
  const cases = [
    [{ [path]: forbidden }, "not-allowed", 0],
    [{ [path]: denied, [lookup]: { status: 200, body: { data: {} } } }, "not-allowed", 1],
    [{ [path]: denied, [lookup]: forbidden }, "not-allowed", 1],
    [{ [path]: denied, [lookup]: denied }, "session-expired", 1],
    [{ [path]: vaultDead, [lookup]: vaultDead }, "session-expired", 1],
    [{ [path]: { status: 403, body: undefined }, [lookup]: denied }, "session-expired", 1],
  ] as const;
  for (const [answers, code, lookups] of cases) {
    const { client, requests } = clientOn(answers);
    await expect(client.read(AT, asTest)).rejects.toMatchObject({ problem: { code } });
    expect(requests.filter((request) => request.path === lookup)).toHaveLength(lookups);
  }
});

test("every call is told to the audit port once, also one that got no answer", async () => {
  const audit = rememberAudit();
  const transport: Transport = { send: () => Promise.reject(new Error("no way")) };
  const client = createVaultClient({
    server: "egi",
    transport,
    token: Secret.of(MARK),
    audit,
    clock: { now: () => 7 },
  });
  await expect(client.tokens.lookupSelf({ audit: { who: "tree", why: "to see" } })).rejects.toThrow("no way");
  expect(audit.events).toEqual([
    { at: 7, server: "egi", action: "token", path: "auth/token/lookup-self", status: 0, who: "tree", why: "to see" },
  ]);
});
