import { describe, expect, test } from "vitest";
import { freeVariable, lookUpPlace } from "../../../../src/core/migration/look-up.ts";
import { parseMapping } from "../../../../src/core/references/mapping.ts";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import { memoryVault } from "../../../support/memory-vault.ts";

describe("lookUpPlace", () => {
  const at = { mount: "secret", path: "shop/db" };
  const value = Secret.of("v");
  const options = { audit: { who: "test" } };

  test.each<[Record<string, string> | undefined, string, string]>([
    [undefined, "free", "password"],
    [{ user: "x" }, "free", "password"],
    [{ password: "v" }, "same", "password"],
    [{ password: "x" }, "other", "password_2"],
    [{ password: "x", password_2: "y" }, "other", "password_3"],
    [{ password: "x", password_2: "v" }, "other", "password_2"],
  ])("%o", async (fields, state, key) => {
    const vault = memoryVault();
    if (fields) vault.put("secret/shop/db", fields);
    expect(await lookUpPlace(vault.client, { at, key: "password" }, value, options)).toEqual({ state, key });
  });
});

test("freeVariable leaves names alone that mean something else", () => {
  const mapping = parseMapping("A=1\nA_2=vault://local/secret/a/k\nB=vault://local/secret/b/k", "f");
  expect(freeVariable(mapping, "A", "vault://local/secret/a/k")).toBe("A_2");
  expect(freeVariable(mapping, "A", "vault://local/secret/x/k")).toBe("A_3");
  expect(freeVariable(mapping, "B", "vault://local/secret/b/k")).toBe("B");
  expect(freeVariable(undefined, "A", "vault://local/secret/x/k")).toBe("A");
});
