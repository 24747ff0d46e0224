import { expect, test } from "vitest";
import { clientFor, asTest, shown } from "../../../support/vault-client.ts";

test("an access log that cannot be written takes no result away", async () => {
  const failed: unknown[] = [];
  const client = clientFor({
    token: "t",
    limitedUse: true,
    transport: { send: async () => ({ status: 200, headers: {}, body: { data: { password: "once" } } }) },
    audit: {
      record: () => Promise.reject(new Error("disk full")),
      failed: (error) => failed.push(error),
    },
  });
  expect(shown(await client.read({ mount: "cubbyhole", path: "x" }, asTest))).toEqual({ password: "once" });
  expect(failed).toHaveLength(1);
});
