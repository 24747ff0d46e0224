import { expect, test } from "vitest";
import { parseVersionedSecret } from "../../../../../src/core/vault/replies/secret.ts";

function reply(deletion: string): object {
  const metadata = { version: 3, created_time: "2026-01-01T00:00:00Z", deletion_time: deletion, destroyed: false };
  return { data: { data: { k: "v" }, metadata } };
}

test("a living version says when the server is going to delete it", () => {
  const at = { mount: "secret", path: "a" };
  const end = Date.UTC(2026, 0, 1, 1);
  expect(parseVersionedSecret(reply("2026-01-01T01:00:00.000000Z"), at, "egi").expires).toBe(end);
  expect(parseVersionedSecret(reply(""), at, "egi").expires).toBeUndefined();
});
