import { expect, test } from "vitest";
import { requireKeptPlace } from "../../../../src/extension/local-vault/require-kept-place.ts";

const where = { directory: "/home/ada/lockers", vault: "/home/ada/lockers/vault.db", approvals: "" };

function container(mounts: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const lines = mounts.map((mount) => `22 1 0:20 / ${mount} rw - overlay overlay rw`).join("\n");
  const read = (path: string): string => (path === "/proc/self/mountinfo" ? lines : "");
  return { exists: (path: string) => path === "/.dockerenv", read, env };
}

test("a local vault that would vanish with its container takes nothing", () => {
  expect(() => requireKeptPlace("local", where, container(["/"]))).toThrow(
    expect.objectContaining({ problem: { code: "vault-in-container", file: where.vault } }),
  );
});

test("a mount takes it, a folder the person named takes it, and so does a server", () => {
  expect(() => requireKeptPlace("local", where, container(["/", "/home"]))).not.toThrow();
  expect(() => requireKeptPlace("local", where, container(["/"], { LOCKERS_HOME: "/home/ada/lockers" }))).not.toThrow();
  expect(() => requireKeptPlace("egi", where, container(["/"]))).not.toThrow();
});
