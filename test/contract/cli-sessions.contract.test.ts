import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildCli, cliHost, type CliHost } from "../support/cli-process.ts";
import { createCookieBrowser } from "../support/cookie-browser.ts";
import { givesAway } from "../support/canary.ts";
import { freePort } from "../support/free-port.ts";
import { answerJson, startHostileServer } from "../support/hostile-server.ts";
import { startOpenBao, type OpenBao } from "../support/openbao.ts";
import { addJwtSignIn } from "../support/openbao-set-up.ts";
import { pickText } from "../support/pick.ts";
import { startOpenIdProvider, type OpenIdProvider } from "../support/openid-provider.ts";

let bao: OpenBao;
let provider: OpenIdProvider;
let host: CliHost;
beforeAll(async () => {
  buildCli();
  [bao, provider] = await Promise.all([startOpenBao(), startOpenIdProvider()]);
  const { issuer, audience, jwksUrl } = provider;
  await addJwtSignIn(bao, { issuer, audience, keys: { jwksUrl } });
  host = cliHost({ LOCKERS_LOCAL_PASSPHRASE: "a passphrase for sessions" });
});
afterAll(() => Promise.all([bao.stop(), provider.stop(), host.close()]));

test("servers are added, listed and removed; other computers only over https", async () => {
  const { lockers } = host;
  expect((await lockers(["server", "add", "work", bao.address])).status).toBe(0);
  expect((await lockers(["server", "add", "work", bao.address])).status).toBe(64);
  expect((await lockers(["server", "add", "far", "http://vault.example.org:8200"])).status).toBe(78);
  expect((await lockers(["server", "add", "local", bao.address])).status).toBe(65);
  expect((await lockers(["server", "list"])).out).toBe(`work  ${bao.address}  token\n`);
});

test("what is no Vault server is not added, unless asked to; one that is sealed is, and said to be", async () => {
  const { lockers } = host;
  const portal = await startHostileServer((response) => response.writeHead(200).end("<html>Sign in</html>"));
  const sealed = await startHostileServer((response) =>
    answerJson(response, 503, { initialized: true, sealed: true, standby: true, version: "1.21.1", enterprise: false }),
  );
  const none = `http://127.0.0.1:${await freePort()}`;
  const refused = await lockers(["server", "add", "portal", portal.address]);
  expect([refused.status, refused.err]).toEqual([78, expect.stringContaining("--no-check adds it unasked")]);
  expect((await lockers(["server", "add", "away", none])).status).toBe(69);
  expect((await lockers(["server", "list"])).out).not.toMatch(/portal|away/u);
  expect((await lockers(["server", "add", "portal", portal.address, "--no-check"])).status).toBe(0);
  expect(await lockers(["server", "add", "ha", sealed.address, none])).toMatchObject({
    status: 0,
    err: expect.stringContaining(`${sealed.address}: Vault 1.21.1 · sealed\n`),
  });
  const { out } = await lockers(["status"]);
  expect(out).toContain(`${sealed.address} sealed, ${none} not reachable`);
  expect(out).toContain(`${portal.address} not-vault`);
  expect((await lockers(["status", "--offline"])).out).toContain(`${sealed.address}, ${none}\n`);
  for (const name of ["portal", "ha"]) expect((await lockers(["server", "remove", name])).status).toBe(0);
  await Promise.all([portal.stop(), sealed.stop()]);
});

test("a pasted token signs in, is kept encrypted, and is forgotten again", async () => {
  const { lockers } = host;
  expect((await lockers(["--server", "work", "list"])).status).toBe(77);
  const wrong = await lockers(["login", "--server", "work", "--token"], { stdin: "s.wrong" });
  expect(wrong.status).toBe(77);
  expect(await lockers(["login", "--server", "work", "--token"], { stdin: `${bao.token}\n` })).toMatchObject({
    status: 0,
    out: "",
    err: "",
  });
  expect((await lockers(["list"], { env: { LOCKERS_SERVER: "work" } })).out).toContain("secret/\n");
  expect((await lockers(["status"])).out).toMatch(/^\* local\s+open.*\n {2}work\s+signed in as \w+/u);
  const leaks = [...host.written()].filter(([, content]) => givesAway(content, bao.token)).map(([name]) => name);
  expect(leaks).toEqual([]);
  expect((await lockers(["logout", "--server", "work"])).status).toBe(0);
  expect((await lockers(["--server", "work", "list"])).status).toBe(77);
  expect((await lockers(["server", "remove", "work"])).status).toBe(0);
  expect((await lockers(["--server", "work", "list"])).status).toBe(78);
  expect((await bao.api("GET", "auth/token/lookup-self")).status).toBe(200); // a pasted token lives on
});

test("by name and password, by AppRole and by a token file; no secret is an argument, none is kept in clear", async () => {
  const { lockers, folder } = host;
  await bao.must("POST", "sys/auth/userpass", { type: "userpass" });
  await bao.must("POST", "auth/userpass/users/ada", { password: "correct-horse", token_policies: ["root-like"] });
  await bao.must("POST", "sys/policies/acl/root-like", { policy: 'path "secret/*" { capabilities = ["list"] }' });
  await bao.must("POST", "sys/auth/approle", { type: "approle" });
  await bao.must("POST", "auth/approle/role/robot", { token_policies: ["root-like"] });
  const roleId = pickText(await bao.must("GET", "auth/approle/role/robot/role-id"), "data", "role_id");
  const secretId = pickText(await bao.must("POST", "auth/approle/role/robot/secret-id"), "data", "secret_id");
  const signedIn = { status: 0, out: "", err: "" };

  expect((await lockers(["server", "add", "staff", bao.address, "--auth", "userpass", "--user", "ada"])).status).toBe(
    0,
  );
  expect(await lockers(["login", "--server", "staff"], { stdin: "correct-horse\n" })).toMatchObject(signedIn);
  expect((await lockers(["status"])).out).toMatch(/staff\s+signed in as ada/u);
  expect((await lockers(["login", "--server", "staff"], { stdin: "wrong" })).err).toContain("invalid username or pass");
  expect((await lockers(["login", "--server", "staff", "--method", "approle"], { stdin: secretId })).err).toContain(
    "--role-id is missing",
  );
  const robot = ["login", "--server", "staff", "--method", "approle", "--role-id", roleId];
  expect(await lockers(robot, { stdin: `${secretId}\n` })).toMatchObject(signedIn);
  expect((await lockers(["status"])).out).toMatch(/staff\s+signed in as robot/u);
  expect((await lockers(["login", "--server", "staff", "--method", "magic"])).status).toBe(64);
  expect((await lockers(["login", "--server", "staff", "--token", "--device"])).status).toBe(64);

  await writeFile(join(folder, "sink"), `${bao.token}\n`);
  const file = ["--auth", "token-file", "--token-file", join(folder, "sink")];
  expect((await lockers(["server", "add", "agent", bao.address, ...file])).status).toBe(0);
  expect((await lockers(["--server", "agent", "list"])).out).toContain("secret/\n");
  expect(await lockers(["login", "--server", "agent"])).toMatchObject(signedIn);
  await rm(join(folder, "sink"));
  expect((await lockers(["--server", "agent", "list"])).status).toBe(77);

  const leaks = ["correct-horse", secretId].flatMap((text) =>
    [...host.written()].filter(([, content]) => givesAway(content, text)).map(([name]) => name),
  );
  expect(leaks).toEqual([]);
  for (const name of ["staff", "agent"]) expect((await lockers(["server", "remove", name])).status).toBe(0);
});

test("a person signs in in the browser, uses their home, and hands a locker over that outlives the session", async () => {
  const { lockers, start } = host;
  const oidc = ["--issuer", provider.issuer, "--client-id", provider.clientId, "--home", "users/{sub}"];
  const scopes = ["--scope", "openid", "--scope", "profile", "--scope", "offline_access"];
  expect((await lockers(["server", "add", "egi", bao.address, ...oidc, ...scopes])).status).toBe(0);
  const login = start(["login", "--server", "egi"]);
  const ended = new Promise((resolve) => login.once("close", resolve));
  const seen: string[] = [];
  for await (const line of createInterface({ input: login.stderr ?? process.stdin })) {
    seen.push(line);
    const url = /(?<url>http\S+)/u.exec(line)?.groups?.["url"];
    if (url !== undefined) await createCookieBrowser().signIn(url, { login: "ada@example.org" });
  }
  expect([await ended, ...seen]).toEqual([0, expect.stringMatching(/^Sign in here: /u)]);
  expect((await lockers(["put", "vault://egi/secrets/~/shop/db/password", "-"], { stdin: "p" })).status).toBe(0);
  expect((await lockers(["get", "vault://egi/secrets/~/shop/db/password"])).out).toBe("p");
  expect((await lockers(["list", "vault://egi/secrets/~"])).out).toBe("shop/\n");
  const source = "vault://egi/secrets/~/shop/db/password";
  const { out: token } = await lockers(["--server", "egi", "locker", "create", "--from", source, "--reads", "1"]);
  expect((await lockers(["logout", "--server", "egi"])).status).toBe(0);
  const read = await fetch(`${bao.address}/v1/cubbyhole/deploy`, { headers: { "X-Vault-Token": token.trim() } });
  expect(await read.json()).toMatchObject({ data: { password: "p" } });
});
