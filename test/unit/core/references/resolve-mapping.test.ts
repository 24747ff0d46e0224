import { expect, test } from "vitest";
import { ExpectedError, type Problem } from "../../../../src/core/errors.ts";
import { parseMapping } from "../../../../src/core/references/mapping.ts";
import { requireVariables, resolveMapping, type Variable } from "../../../../src/core/references/resolve-mapping.ts";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import type { VaultClient } from "../../../../src/core/vault/client.ts";
import { memoryConnections, memoryVault, type MemoryVault } from "../../../support/memory-vault.ts";

const OPTIONS = { audit: { who: "run" } };

async function resolve(text: string, vaults: readonly MemoryVault[], homes?: Record<string, string>) {
  return resolveMapping(parseMapping(text, "lockers.env"), memoryConnections(vaults, homes), OPTIONS);
}

function shown(variables: readonly Variable[]): Record<string, string> {
  return Object.fromEntries(variables.map(({ name, value }) => [name, value.reveal()]));
}

function problemOf(work: () => unknown): Problem | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof ExpectedError) return error.problem;
    throw error;
  }
}

function shop(): MemoryVault {
  const vault = memoryVault();
  vault.put("secret/shop/db", { password: "p${HOST}w", user: "shop" });
  vault.put("secret/shop/mail", { password: "m" });
  return vault;
}

test("values are fetched and put together; nothing inside a fetched value is expanded", async () => {
  const text = [
    'URL="x://${USER}:${DB_PASSWORD}@${HOST}/"',
    "DB_PASSWORD=vault://local/secret/shop/db/password",
    "USER=vault://local/secret/shop/db/user",
    "HOST=db.example.org",
    "LITERAL='${HOST}'",
    "AGAIN=${LITERAL}!",
  ].join("\n");
  const resolution = await resolve(text, [shop()]);
  expect(resolution.broken).toEqual([]);
  expect(shown(requireVariables(resolution))).toEqual({
    URL: "x://shop:p${HOST}w@db.example.org/",
    DB_PASSWORD: "p${HOST}w",
    USER: "shop",
    HOST: "db.example.org",
    LITERAL: "${HOST}",
    AGAIN: "${HOST}!",
  });
  expect(resolution.variables.flatMap(({ name, fetched }) => (fetched ? [name] : []))).toEqual([
    "URL",
    "DB_PASSWORD",
    "USER",
  ]);
});

test("50 references on 10 paths are 10 requests, all under way before the first answer", async () => {
  const vault = memoryVault();
  const lines: string[] = [];
  for (let path = 0; path < 10; path += 1) {
    const fields = Object.fromEntries([0, 1, 2, 3, 4].map((key) => [`k${key}`, `v${path}-${key}`]));
    vault.put(`secret/p${path}`, fields);
    for (const key of Object.keys(fields)) lines.push(`V${path}_${key}=vault://local/secret/p${path}/${key}`);
  }
  let under = 0;
  let most = 0;
  const counting = {
    ...vault,
    client: {
      ...vault.client,
      read: async (...args: Parameters<VaultClient["read"]>) => {
        under += 1;
        most = Math.max(most, under);
        await Promise.resolve();
        const object = await vault.client.read(...args);
        under -= 1;
        return object;
      },
    },
  };
  const { variables, broken } = await resolve(lines.join("\n"), [counting]);
  expect(broken).toEqual([]);
  expect(variables.length).toBe(50);
  expect(shown(variables)["V7_k3"]).toBe("v7-3");
  expect(vault.calls.length).toBe(10);
  expect(most).toBe(10);
});

test("versions and homes are part of the place", async () => {
  const vault = memoryVault("egi");
  vault.put("secrets/users/ada/db", { password: "old" });
  vault.put("secrets/users/ada/db", { password: "new" });
  const text = "A=vault://egi/secrets/~/db/password\nB=vault://egi/secrets/~/db/password?version=1";
  const { variables } = await resolve(text, [vault], { egi: "users/ada" });
  expect(shown(variables)).toEqual({ A: "new", B: "old" });
  const { broken } = await resolve(text, [vault]);
  expect(broken[0]).toEqual({ name: "A", line: 1, problem: { code: "home-unknown", server: "egi" } });
});

test("a broken reference names its line and what was meant", async () => {
  const text = [
    "A=vault://local/secret/shop/db/pasword",
    "",
    "B=vault://local/secret/shop/bd/password",
    "C=vault://work/secret/shop/db/password",
    'D="x${A}"',
    "E=vault://local/secret/shop/mail/password",
  ].join("\n");
  const resolution = await resolve(text, [shop()]);
  expect(resolution.broken).toEqual([
    {
      name: "A",
      line: 1,
      problem: { code: "key-not-found", server: "local", path: "secret/shop/db", key: "pasword", similar: "password" },
    },
    {
      name: "B",
      line: 3,
      problem: { code: "not-found", server: "local", path: "secret/shop/bd", similar: "secret/shop/db" },
    },
    { name: "C", line: 4, problem: { code: "unknown-server", server: "work" } },
  ]);
  expect(shown(resolution.variables)).toEqual({ E: "m" });
  expect(problemOf(() => requireVariables(resolution))).toEqual({
    code: "reference-broken",
    file: "lockers.env",
    line: 1,
    cause: { code: "key-not-found", server: "local", path: "secret/shop/db", key: "pasword", similar: "password" },
  });
});

test("no suggestion where nothing is near or the folder may not be listed", async () => {
  const vault = shop();
  const far = await resolve("A=vault://local/secret/shop/nothing-like-it/password", [vault]);
  expect(far.broken[0]?.problem).toMatchObject({ code: "not-found", similar: undefined });
  vault.fail("list", { code: "not-allowed", server: "local", path: "secret/shop", right: "list" });
  const refused = await resolve("A=vault://local/secret/shop/bd/password", [vault]);
  expect(refused.broken[0]?.problem).toMatchObject({ code: "not-found", similar: undefined });
});

test("never an empty variable, and none that no environment can hold", async () => {
  const vault = memoryVault();
  vault.put("secret/a", { empty: "", nul: "a\0b" });
  const resolution = await resolve("E=vault://local/secret/a/empty\nN=vault://local/secret/a/nul\nF=", [vault]);
  expect(resolution.broken.map(({ name, problem }) => [name, problem.code])).toEqual([
    ["E", "bad-input"],
    ["N", "bad-input"],
  ]);
  expect(shown(resolution.variables)).toEqual({ F: "" });
  expect(JSON.stringify(resolution)).not.toContain("a\\u0000b");
});

test("where the way to a server is shut, that is the problem, not the line", async () => {
  const connections = {
    ...memoryConnections([]),
    client: () => Promise.reject(new ExpectedError({ code: "locked" })),
  };
  const mapping = parseMapping("A=vault://local/secret/a/k", "lockers.env");
  const resolution = await resolveMapping(mapping, connections, OPTIONS);
  expect(problemOf(() => requireVariables(resolution))).toEqual({ code: "locked" });
});

test("the access log is told which keys are read", async () => {
  const vault = shop();
  const seen: unknown[] = [];
  const client = {
    ...vault.client,
    read: (...args: Parameters<VaultClient["read"]>) => {
      seen.push(args[1].audit);
      return vault.client.read(...args);
    },
  };
  await resolve("A=vault://local/secret/shop/db/user\nB=vault://local/secret/shop/db/password", [{ ...vault, client }]);
  expect(seen).toEqual([{ who: "run", keys: ["user", "password"] }]);
});

test("a mapping without references asks nobody", async () => {
  const { variables } = await resolve("A=1\nB=${A}2", []);
  expect(variables).toEqual([
    { name: "A", value: Secret.of("1"), fetched: false },
    { name: "B", value: Secret.of("12"), fetched: false },
  ]);
});
