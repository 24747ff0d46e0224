// TLS with certificates of a real authority of our own: OpenBao's PKI engine makes them.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Transport } from "../../src/core/transport/transport.ts";
import { createOpenIdConnect } from "../../src/core/sessions/openid-connect.ts";
import type { DeviceCode } from "../../src/core/sessions/sessions.ts";
import { authoritiesFetch } from "../../src/node/https/authorities-fetch.ts";
import { createLoopback } from "../../src/node/loopback/loopback.ts";
import { startOpenIdProvider } from "../support/openid-provider.ts";
import { createHttpsTransport } from "../../src/node/https/https-transport.ts";
import { startOpenBao, type OpenBao } from "../support/openbao.ts";
import { pickText } from "../support/pick.ts";
import { waitUntil } from "../support/wait-until.ts";
import { realClock } from "../support/vault-client.ts";

interface Certificate {
  readonly cert: string;
  readonly key: string;
}

let bao: OpenBao;
let directory: string;
let caFile: string;
beforeAll(async () => {
  bao = await startOpenBao();
  directory = await mkdtemp(join(tmpdir(), "lockers-tls-"));
  caFile = join(directory, "ca.pem");
  await bao.must("POST", "sys/mounts/pki", { type: "pki" });
  const root = await bao.must("POST", "pki/root/generate/internal", {
    common_name: "Lockers test authority",
    ttl: "24h",
  });
  await writeFile(caFile, pickText(root, "data", "certificate"));
  await bao.must("POST", "pki/roles/any", {
    allow_any_name: true,
    allow_ip_sans: true,
    enforce_hostnames: false,
    no_store: true,
  });
});
afterAll(async () => {
  await bao.stop();
  await rm(directory, { recursive: true, force: true });
});

async function issue(names: Readonly<Record<string, string>>): Promise<Certificate> {
  const made = await bao.must("POST", "pki/issue/any", { ttl: "1h", ...names });
  return { cert: pickText(made, "data", "certificate"), key: pickText(made, "data", "private_key") };
}

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

interface TlsServer {
  readonly host: string;
  readonly tokens: unknown[];
  /** How many were made so far. */
  readonly connections: () => number;
}

/** A server with that certificate that answers as Vault does. */
async function serve(certificate: Certificate): Promise<TlsServer> {
  const tokens: unknown[] = [];
  const server = createServer(certificate, (request, response) => {
    tokens.push(request.headers["x-vault-token"]);
    response.writeHead(200, { "Content-Type": "application/json" }).end('{"data":{}}');
  });
  let connections = 0;
  server.on("secureConnection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  stops.push(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, tokens, connections: () => connections };
}

function to(host: string, file: string | undefined): Transport {
  return createHttpsTransport({
    profile: { name: "egi", addresses: [`https://${host}`], caFile: file },
    clock: realClock,
  });
}

const WRITE = { method: "POST", path: "secret/data/x", body: { data: { k: "v" } } } as const;

test("a certificate of an authority the person named is trusted; without the name it is not", async () => {
  const { host, tokens } = await serve(await issue({ common_name: "vault", ip_sans: "127.0.0.1" }));
  expect(await to(host, caFile).send(WRITE)).toMatchObject({ status: 200 });
  await expect(to(host, undefined).send(WRITE)).rejects.toMatchObject({
    problem: { code: "certificate-untrusted", host, issuer: "Lockers test authority" },
  });
  expect(tokens).toHaveLength(1);
});

test("nothing in the environment switches the check off", async () => {
  const { host, tokens } = await serve(await issue({ common_name: "vault", ip_sans: "127.0.0.1" }));
  for (const name of ["NODE_TLS_REJECT_UNAUTHORIZED", "VAULT_SKIP_VERIFY", "BAO_SKIP_VERIFY"])
    vi.stubEnv(name, name.startsWith("NODE") ? "0" : "true");
  try {
    await expect(to(host, undefined).send(WRITE)).rejects.toMatchObject({
      problem: { code: "certificate-untrusted", host },
    });
  } finally {
    vi.unstubAllEnvs();
  }
  expect(tokens).toEqual([]);
});

test("with an authority of one's own a connection serves many requests", async () => {
  const { host, connections } = await serve(await issue({ common_name: "vault", ip_sans: "127.0.0.1" }));
  const transport = to(host, caFile);
  for (let count = 0; count < 5; count += 1) await transport.send(WRITE);
  expect(connections()).toBe(1);
});

test("a certificate for another host names the hosts it is for", async () => {
  const { host, tokens } = await serve(
    await issue({ common_name: "vault.example.org", alt_names: "other.example.org" }),
  );
  await expect(to(host, caFile).send(WRITE)).rejects.toMatchObject({
    problem: { code: "certificate-host", host, names: ["vault.example.org", "other.example.org"] },
  });
  expect(tokens).toEqual([]);
});

test("a certificate that has ended says when", async () => {
  const certificate = await issue({ common_name: "vault", ip_sans: "127.0.0.1", ttl: "1s" });
  const { host } = await serve(certificate);
  const error = await waitUntil("the end of the certificate", async () => {
    try {
      await to(host, caFile).send(WRITE);
      return undefined;
    } catch (thrown) {
      return { thrown };
    }
  });
  expect(error.thrown).toMatchObject({ problem: { code: "certificate-expired", host } });
  expect(JSON.stringify(error)).toMatch(/"ended":"[A-Z][a-z]{2} .*GMT"/u);
});

test("a file with authorities that is not there is told as such", async () => {
  await expect(to("127.0.0.1:9", join(directory, "none.pem")).send(WRITE)).rejects.toMatchObject({
    problem: { code: "bad-input", what: join(directory, "none.pem") },
  });
});

test("an OpenID provider of the same authority is reached, too, and not without it", async () => {
  const tls = await issue({ common_name: "op", ip_sans: "127.0.0.1" });
  const provider = await startOpenIdProvider({ tls });
  stops.push(() => provider.stop());
  const oidc = createOpenIdConnect({
    loopback: createLoopback(),
    clock: realClock,
    fetchFor: (profile) => authoritiesFetch(profile, realClock.now),
  });
  const { issuer, clientId } = provider;
  const signIn = { kind: "oidc", issuer, clientId, scopes: ["openid"], mount: "jwt", role: "" } as const;
  const codes: string[] = [];
  const stop = new AbortController();
  const progress = {
    showCode: ({ userCode }: DeviceCode) => {
      codes.push(userCode);
      stop.abort();
    },
  };
  await expect(oidc.signInWithDeviceCode({ name: "egi", caFile, signIn }, progress, stop.signal)).rejects.toMatchObject(
    {
      problem: { code: "cancelled" },
    },
  );
  expect(codes.join()).toMatch(/^[A-Z]{4}-[A-Z]{4}$/u);
  const untrusting = oidc.signInWithDeviceCode({ name: "egi", caFile: undefined, signIn }, progress, undefined);
  await expect(untrusting).rejects.toMatchObject({
    problem: { code: "certificate-untrusted", host: new URL(issuer).host },
  });
  await provider.stop();
  stops.length = 0;
  const away = oidc.signInWithDeviceCode(
    { name: "egi", caFile, signIn: { ...signIn, clientId: "other" } },
    progress,
    undefined,
  );
  await expect(away).rejects.toMatchObject({ problem: { code: "unreachable", tried: [new URL(issuer).host] } });
});
