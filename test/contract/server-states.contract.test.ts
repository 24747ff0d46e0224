// What a server's row says, asked of real servers: sealed, not set up, away, with a certificate nobody trusts.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test } from "vitest";
import type { ServerProfile } from "../../src/core/connections/connections.ts";
import { introduceNode } from "../../src/core/servers/node-answer.ts";
import { createReach, type Reach } from "../../src/core/servers/reach.ts";
import { createHttpsTransport } from "../../src/node/https/https-transport.ts";
import { certificateFacts } from "../../src/node/https/shown-certificate.ts";
import { freePort } from "../support/free-port.ts";
import { startHostileServer } from "../support/hostile-server.ts";
import { baoBinary, killProcess, startOpenBao, startProcess } from "../support/openbao.ts";
import { tokenProfile } from "../support/session-hosts.ts";
import { AUTHORITY, startTlsServer } from "../support/tls-server.ts";
import { realClock } from "../support/vault-client.ts";
import { waitUntil } from "../support/wait-until.ts";

const told: string[] = [];
afterEach(() => void told.splice(0));

const transportTo = (profile: Pick<ServerProfile, "caFile">, address: string) =>
  createHttpsTransport({
    profile: { name: address, addresses: [address], caFile: profile.caFile },
    clock: realClock,
    timeoutMs: 5000,
  });

function reach(): Reach {
  return createReach({ transportTo, clock: realClock, isCurrent: () => true, changed: (server) => told.push(server) });
}

test("a server that was sealed says so, and when it last answered", async () => {
  const bao = await startOpenBao();
  onTestFinished(async () => bao.stop());
  const known = reach();
  const profile = tokenProfile("egi", bao.address);
  expect(await known.look(profile)).toBeUndefined();
  expect(told).toEqual([]);

  await bao.must("PUT", "sys/seal");
  const trouble = await known.noteProblem(profile, { code: "sealed", server: "egi" });
  expect(trouble?.kind).toBe("sealed");
  expect(trouble?.nodes[0]).toMatchObject({ address: bao.address, answer: { kind: "sealed" } });
  expect(trouble?.lastContact).toBeLessThanOrEqual(trouble?.asked ?? 0);
  expect(known.trouble("egi")).toBe(trouble);
  expect(told).toEqual(["egi"]);
});

test("a server that was never set up says so", async () => {
  const directory = await mkdtemp(join(tmpdir(), "lockers-uninitialised-"));
  const port = await freePort();
  const file = join(directory, "bao.hcl");
  await writeFile(
    file,
    `disable_mlock = true\nstorage "inmem" {}\nlistener "tcp" { address = "127.0.0.1:${port}"\n tls_disable = true }\n`,
  );
  const child = startProcess(baoBinary(), ["server", `-config=${file}`, "-log-level=error"], directory);
  onTestFinished(async () => {
    await killProcess(child);
    await rm(directory, { recursive: true, force: true });
  });
  const profile = tokenProfile("new", `http://127.0.0.1:${port}`);
  const kind = await waitUntil("an answer", async () => {
    const trouble = await reach().look(profile);
    return trouble?.kind === "unreachable" ? undefined : trouble?.kind;
  });
  expect(kind).toBe("uninitialised");
});

test("of several addresses each has its own answer, and one that is active is enough", async () => {
  const [one, two] = [await startOpenBao(), await startOpenBao()];
  onTestFinished(async () => void (await Promise.all([one.stop(), two.stop()])));
  const closed = `http://127.0.0.1:${await freePort()}`;
  const profile = tokenProfile("egi", one.address, closed);
  expect(await reach().look(profile)).toBeUndefined();
  await one.must("PUT", "sys/seal");
  const trouble = await reach().look(profile);
  expect(trouble?.kind).toBe("sealed");
  expect(trouble?.nodes.map(({ answer }) => (answer.kind === "problem" ? answer.problem.code : answer.kind))).toEqual([
    "sealed",
    "unreachable",
  ]);
});

test("a closed port is not reachable, and a problem of one path is none of the server", async () => {
  const profile = tokenProfile("away", `http://127.0.0.1:${await freePort()}`);
  const known = reach();
  expect(await known.noteProblem(profile, { code: "not-found", server: "away", path: "x", similar: undefined })).toBe(
    undefined,
  );
  expect(told).toEqual([]);
  const trouble = await known.noteProblem(profile, { code: "unreachable", server: "away", tried: [] });
  expect(trouble).toMatchObject({ kind: "unreachable", lastContact: undefined });
  known.answered("away");
  expect(known.trouble("away")).toBeUndefined();
  expect(told).toEqual(["away", "away"]);
});

test("a web page is no Vault server", async () => {
  const site = await startHostileServer((response) => void response.end("<html>hello</html>"));
  onTestFinished(async () => site.stop());
  expect((await reach().look(tokenProfile("site", site.address)))?.kind).toBe("not-vault");
  const answer = await introduceNode(site.address, transportTo({ caFile: undefined }, site.address));
  expect(answer).toMatchObject({ kind: "problem", problem: { code: "not-vault" } });
});

test("OpenBao introduces itself with its version", async () => {
  const bao = await startOpenBao();
  onTestFinished(async () => bao.stop());
  const answer = await introduceNode(bao.address, transportTo({ caFile: undefined }, bao.address));
  expect(answer).toMatchObject({ kind: "active", product: "OpenBao", version: expect.stringMatching(/^2\./) });
});

test("Vault's form of the health answer says Vault", async () => {
  const body = { initialized: true, sealed: false, standby: false, version: "1.17.2", enterprise: false };
  const vault = await startHostileServer((response) => void response.end(JSON.stringify(body)));
  onTestFinished(async () => vault.stop());
  const answer = await introduceNode(vault.address, transportTo({ caFile: undefined }, vault.address));
  expect(answer).toMatchObject({ kind: "active", product: "Vault", version: "1.17.2" });
});

test("a certificate of an unknown authority is explained by what the server shows", async () => {
  const bao = await startOpenBao();
  onTestFinished(async () => bao.stop());
  const server = await startTlsServer(bao);
  onTestFinished(() => server.stop());
  const { address } = server;

  const trouble = await reach().look(tokenProfile("tls", address));
  expect(trouble).toMatchObject({ kind: "certificate", problem: { code: "certificate-untrusted" } });
  expect(await certificateFacts(address)).toMatchObject({
    subject: "vault.example.org",
    issuer: AUTHORITY,
    names: ["vault.example.org", "127.0.0.1"],
    from: expect.stringMatching(/GMT$/),
    until: expect.stringMatching(/GMT$/),
  });
  expect(await certificateFacts(`https://127.0.0.1:${await freePort()}`)).toBeUndefined();
});
