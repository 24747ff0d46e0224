import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServerProfile, SignIn } from "../../src/core/connections/connections.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { AppRoleCredentials, PasswordCredentials } from "../../src/core/sessions/credentials.ts";
import { keychainSessions } from "../../src/core/sessions/session-store.ts";
import { givesAway, marker } from "../support/canary.ts";
import { answerJson, startHostileServer } from "../support/hostile-server.ts";
import { memoryKeychain } from "../support/memory-stores.ts";
import { startOpenBao, type OpenBao } from "../support/openbao.ts";
import { pickText } from "../support/pick.ts";
import { hostWith, tokenProfile, type Host } from "../support/session-hosts.ts";
import { asTest, clientFor, realClock, shown, texts, transportTo } from "../support/vault-client.ts";

const PASSWORD = "correct horse battery";

let bao: OpenBao;
let roleId: string;
beforeAll(async () => {
  bao = await startOpenBao();
  const policy = 'path "secret/*" { capabilities = ["create", "read", "update", "list"] }';
  await bao.must("POST", "sys/policies/acl/shop", { policy });
  await bao.must("POST", "sys/auth/people", { type: "userpass" });
  await bao.must("POST", "auth/people/users/ada", {
    password: PASSWORD,
    token_policies: ["shop"],
    token_ttl: 1200,
    token_max_ttl: 3600,
  });
  await bao.must("POST", "sys/auth/approle", { type: "approle" });
  await bao.must("POST", "auth/approle/role/robot", { token_policies: ["shop"], token_ttl: 600, token_max_ttl: 1200 });
  roleId = pickText(await bao.must("GET", "auth/approle/role/robot/role-id"), "data", "role_id");
});
afterAll(() => bao.stop());

function profileFor(signIn: SignIn, address = bao.address): ServerProfile {
  return { ...tokenProfile("egi", address), signIn };
}

const ADA: PasswordCredentials = {
  kind: "userpass",
  mount: "people",
  user: "ada",
  password: Secret.of(PASSWORD),
};

function robot(secretId: AppRoleCredentials["secretId"], keep = false): AppRoleCredentials {
  return { kind: "approle", mount: "approle", roleId: Secret.of(roleId), secretId, keep };
}

async function newSecretId(): Promise<Secret> {
  return Secret.of(pickText(await bao.must("POST", "auth/approle/role/robot/secret-id"), "data", "secret_id"));
}

async function wrapped(path: string, body: unknown = {}): Promise<Secret> {
  const answer = await fetch(`${bao.address}/v1/${path}`, {
    method: "POST",
    headers: { "X-Vault-Token": bao.token, "X-Vault-Wrap-TTL": "60s" },
    body: JSON.stringify(body),
  });
  return Secret.of(pickText(await answer.json(), "wrap_info", "token"));
}

interface Kept extends Host {
  readonly keychain: ReturnType<typeof memoryKeychain>;
  readonly clock: { now(): number; pass(seconds: number): void };
}

function host(profile: ServerProfile = tokenProfile("egi", bao.address)): Kept {
  let offset = 0;
  const clock = {
    now: () => realClock.now() + offset,
    pass: (seconds: number) => {
      offset += seconds * 1000;
    },
  };
  const keychain = memoryKeychain();
  return { ...hostWith([profile], { store: keychainSessions(keychain), clock }), keychain, clock };
}

async function works({ connections }: Host): Promise<void> {
  const client = await connections.client("egi");
  const at = { mount: "secret", path: "shop/db" };
  await client.write(at, texts({ password: "p" }), asTest);
  expect(shown(await client.read(at, asTest))).toEqual({ password: "p" });
}

async function alive(token: Secret): Promise<boolean> {
  return clientFor({ transport: transportTo(bao.address), token: token.reveal() }).tokens.isAlive(asTest);
}

function inClear({ keychain }: Kept): string {
  return [...keychain.entries.values()].map((entry) => entry.reveal()).join("\n");
}

describe("by name and password", () => {
  test("a person signs in, works, and the password is kept nowhere", async () => {
    const made = host();
    const facts = await made.sessions.signInWithCredentials("egi", ADA, asTest);
    expect(facts).toMatchObject({ kind: "userpass", name: "ada", claims: { sub: "ada" }, renews: true });
    await works(made);
    expect(inClear(made)).toContain('"userpass"');
    expect(inClear(made)).not.toContain(PASSWORD);
    expect(JSON.stringify(made.audit.events)).not.toContain(PASSWORD);
  });

  test("the session renews itself until the server's longest time, then the person signs in again", async () => {
    const made = host();
    await made.sessions.signInWithCredentials("egi", ADA, asTest);
    const first = await made.sessions.vaultToken("egi", asTest);
    made.clock.pass(1000);
    expect((await made.sessions.vaultToken("egi", asTest)).token.equals(first.token)).toBe(true);
    await bao.must("POST", "auth/token/revoke", { token: first.token.reveal() });
    made.clock.pass(1300);
    await expect(made.sessions.vaultToken("egi", asTest)).rejects.toMatchObject({
      problem: { code: "session-expired" },
    });
    expect(await made.sessions.session("egi")).toBeUndefined();
  });

  test("signing out ends the token it bought, and a locker's login cannot be repeated", async () => {
    const made = host();
    await made.sessions.signInWithCredentials("egi", ADA, asTest);
    const { token } = await made.sessions.vaultToken("egi", asTest);
    expect(await made.connections.separateLogin("egi", asTest)).toBeUndefined();
    await made.sessions.signOut("egi", asTest);
    expect(await alive(token)).toBe(false);
    expect(made.keychain.entries.size).toBe(0);
  });

  test("a wrong password: the server's reason, without the password, and nothing is kept", async () => {
    const made = host();
    const wrong = { ...ADA, password: Secret.of("wrong-password") };
    await expect(made.sessions.signInWithCredentials("egi", wrong, asTest)).rejects.toMatchObject({
      problem: { code: "session-refused", server: "egi", reason: "invalid username or password" },
    });
    expect(made.keychain.entries.size).toBe(0);
  });

  test.each(["", "..", "ada/../../token/create", "a\nb"])("the user name %j is not sent", async (user) => {
    await expect(host().sessions.signInWithCredentials("egi", { ...ADA, user }, asTest)).rejects.toMatchObject({
      problem: { code: "bad-input", what: "user name" },
    });
  });
});

describe("by AppRole", () => {
  test("signs in and works; nothing of it is kept unless the person chose so", async () => {
    const secretId = await newSecretId();
    const made = host();
    const facts = await made.sessions.signInWithCredentials("egi", robot(secretId), asTest);
    expect(facts).toMatchObject({ kind: "approle", name: "robot" });
    await works(made);
    expect(inClear(made)).not.toContain(secretId.reveal());
    made.clock.pass(590);
    await bao.must("POST", "auth/token/revoke-accessor", { accessor: facts.accessor });
    made.clock.pass(20);
    await expect(made.connections.client("egi")).rejects.toMatchObject({ problem: { code: "session-expired" } });
  });

  test("kept, it signs in again by itself, and lockers get a login of their own", async () => {
    const made = host();
    const facts = await made.sessions.signInWithCredentials("egi", robot(await newSecretId(), true), asTest);
    expect(facts.renews).toBe(true);
    const separate = await made.connections.separateLogin("egi", asTest);
    expect(separate?.orphan).toBe(true);
    await bao.must("POST", "auth/token/revoke-accessor", { accessor: facts.accessor });
    made.clock.pass(700);
    await works(made);
    expect((await made.sessions.session("egi"))?.accessor).not.toBe(facts.accessor);
  });

  test("takes a response-wrapped secret id, and opens it once", async () => {
    const token = await wrapped("auth/approle/role/robot/secret-id");
    const made = host();
    await made.sessions.signInWithCredentials("egi", robot({ wrapped: token }), asTest);
    await works(made);
    await expect(made.sessions.signInWithCredentials("egi", robot({ wrapped: token }), asTest)).rejects.toMatchObject({
      problem: { code: "wrapping-refused", madeAt: undefined },
    });
  });

  test("a wrapping token that was swapped stays closed", async () => {
    const token = await wrapped("sys/wrapping/wrap", { secret_id: "planted" });
    await expect(host().sessions.signInWithCredentials("egi", robot({ wrapped: token }), asTest)).rejects.toMatchObject(
      { problem: { code: "wrapping-refused", madeAt: "sys/wrapping/wrap" } },
    );
    const lookup = await bao.api("POST", "sys/wrapping/lookup", { token: token.reveal() }, "");
    expect(lookup.status).toBe(200);
  });

  test("a wrong secret id: the server's reason", async () => {
    const wrong = robot(Secret.of("00000000-0000-0000-0000-000000000000"));
    await expect(host().sessions.signInWithCredentials("egi", wrong, asTest)).rejects.toMatchObject({
      problem: { code: "session-refused", reason: "invalid role or secret ID" },
    });
  });
});

describe("by a token file", () => {
  test("another program's token is read at every use and never stored", async () => {
    const folder = await mkdtemp(join(tmpdir(), "lockers-token-"));
    const file = join(folder, "token");
    const made = host(profileFor({ kind: "token-file", file }));
    await expect(made.connections.client("egi")).rejects.toMatchObject({ problem: { code: "signed-out" } });
    await expect(made.sessions.signInWithTokenFile("egi", asTest)).rejects.toMatchObject({
      problem: { code: "signed-out" },
    });
    expect(await made.sessions.session("egi")).toBeUndefined();
    await writeFile(file, `${bao.token}\n`);
    expect(await made.sessions.signInWithTokenFile("egi", asTest)).toMatchObject({ kind: "token-file", name: "token" });
    await works(made);
    const child = pickText(
      await bao.must("POST", "auth/token/create", { display_name: "agent" }),
      "auth",
      "client_token",
    );
    await writeFile(file, child);
    expect((await made.sessions.vaultToken("egi", asTest)).token.reveal()).toBe(child);
    expect((await made.sessions.session("egi"))?.name).toBe("token-agent");
    await made.sessions.signOut("egi", asTest);
    expect(await alive(Secret.of(child))).toBe(true);
    expect(made.keychain.entries.size).toBe(0);
    await rm(folder, { recursive: true });
  });
});

test("a server tells the ways it shows to everybody, without a token", async () => {
  const { sessions } = host();
  expect(await sessions.offeredSignIns("egi", asTest)).toEqual([]);
  await bao.must("POST", "sys/auth/people/tune", { listing_visibility: "unauth", description: "staff" });
  await bao.must("POST", "sys/auth/company", { type: "jwt", config: { listing_visibility: "unauth" } });
  await bao.must("POST", "sys/auth/certs", { type: "cert", config: { listing_visibility: "unauth" } });
  expect(await sessions.offeredSignIns("egi", asTest)).toEqual([
    { kind: "other", mount: "certs", type: "cert", description: "" },
    { kind: "jwt", mount: "company", type: "jwt", description: "" },
    { kind: "userpass", mount: "people", type: "userpass", description: "staff" },
  ]);
});

test("marked passwords, secret ids and wrapped values are in no message, log line, fact or kept note", async () => {
  const mark = marker("w4P9zk");
  await bao.must("POST", "auth/people/users/marked", { password: mark, token_policies: ["shop", "default"] });
  await bao.must("POST", "auth/approle/role/robot/custom-secret-id", { secret_id: mark });
  const seen: unknown[] = [];
  const made = host();
  const { sessions } = made;
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    seen.push(await work().catch((error: unknown) => error));
  };
  const marked = Secret.of(mark);
  for (const user of ["marked", "nobody"])
    await attempt(() => sessions.signInWithCredentials("egi", { ...ADA, user, password: marked }, asTest));
  await attempt(() => sessions.signInWithCredentials("egi", robot(marked), asTest));
  await attempt(() => sessions.signInWithCredentials("egi", { ...robot(marked), roleId: marked }, asTest));
  await attempt(() => sessions.signInWithCredentials("egi", robot({ wrapped: marked }), asTest));
  await attempt(() => sessions.signInWithToken("egi", marked, asTest));
  const kept = inClear(made);

  const client = clientFor({ transport: transportTo(bao.address), token: bao.token, audit: made.audit });
  const wrapping = await client.wrapping.wrap(texts({ password: mark }), 60, asTest);
  seen.push(wrapping, await client.wrapping.lookup(wrapping.token, asTest));
  await attempt(() => client.wrapping.unwrap(wrapping.token, { ...asTest, madeAt: () => false }));
  const opened = await client.wrapping.unwrap(wrapping.token, asTest);
  seen.push(opened);
  await attempt(() => client.wrapping.unwrap(marked, asTest));
  await attempt(() => client.wrapping.rewrap(marked, asTest));
  const password = opened.kind === "data" ? opened.fields.get("password")?.value.reveal() : undefined;
  expect(password).toBe(mark);

  const told = inspect([seen, made.audit.events], { depth: 20, showHidden: true, getters: true });
  expect(seen).toHaveLength(12);
  for (const secret of [mark, wrapping.token.reveal()]) {
    expect(givesAway(told, secret)).toBe(false);
    expect(givesAway(JSON.stringify([seen, made.audit.events]), secret)).toBe(false);
  }
  expect(givesAway(kept, mark)).toBe(false);
});

describe("what only a recorded answer can show", () => {
  const LDAP = { ...ADA, kind: "ldap", mount: "team/ldap", user: "EXAMPLE\\ada lovelace" } as const;

  // The shape of Vault 1.15 and OpenBao 2: the user's name and the policies of their groups in `metadata`.
  const LOGIN = {
    request_id: "c1a5",
    data: {},
    auth: {
      client_token: "hvs.CAESIJ",
      accessor: "0b5e",
      policies: ["default", "shop"],
      token_policies: ["default", "shop"],
      metadata: { username: "ada lovelace" },
      lease_duration: 2_764_800,
      renewable: true,
      entity_id: "e1",
      token_type: "service",
      orphan: true,
      mfa_requirement: null,
      num_uses: 0,
    },
  };

  test("LDAP: the name as one part at the configured mount, the password in the body alone", async () => {
    const server = await startHostileServer((response) => answerJson(response, 200, LOGIN));
    const made = host(profileFor({ kind: "ldap", mount: "team/ldap", user: "" }, server.address));
    expect(await made.sessions.signInWithCredentials("egi", LDAP, asTest)).toMatchObject({
      kind: "ldap",
      name: "ada lovelace",
      claims: { sub: "ada lovelace" },
    });
    expect(server.received).toMatchObject([
      {
        method: "POST",
        url: "/v1/auth/team/ldap/login/EXAMPLE%5Cada%20lovelace",
        body: JSON.stringify({ password: PASSWORD }),
      },
    ]);
    expect(server.received[0]?.headers["x-vault-token"]).toBeUndefined();
    await server.stop();
  });

  test.each([
    [
      "a wrong password",
      400,
      { errors: ["ldap operation failed: failed to bind as user"] },
      "ldap operation failed: failed to bind as user",
    ],
    ["a locked account", 403, { errors: ["permission denied"] }, "permission denied"],
    ["a server that repeats the password", 400, { errors: [`bad password ${PASSWORD}`] }, "bad password [redacted]"],
    [
      "a second factor",
      200,
      {
        auth: {
          client_token: "",
          mfa_requirement: {
            mfa_request_id: "1",
            mfa_constraints: { a: { any: [{ type: "totp", id: "2", uses_passcode: true }] } },
          },
        },
      },
      "it asks for a second factor, which Lockers cannot give",
    ],
  ])("LDAP: %s", async (_, status, body, reason) => {
    const server = await startHostileServer((response) => answerJson(response, status, body));
    const made = host(profileFor({ kind: "ldap", mount: "team/ldap", user: "" }, server.address));
    await expect(made.sessions.signInWithCredentials("egi", LDAP, asTest)).rejects.toMatchObject({
      problem: { code: "session-refused", reason },
    });
    expect(server.received).toHaveLength(1);
    expect(made.keychain.entries.size).toBe(0);
    await server.stop();
  });
});
