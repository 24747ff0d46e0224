import { expect, test } from "vitest";
import { startOpenBao } from "../support/openbao.ts";
import { pickText } from "../support/pick.ts";
import { tokenWithPolicy } from "../support/openbao-set-up.ts";

test("the support for contract tests starts a real OpenBao and ends it", async () => {
  const bao = await startOpenBao();
  const { token } = await tokenWithPolicy(bao, "nothing", 'path "secret/*" { capabilities = ["deny"] }');
  expect((await bao.api("GET", "secret/data/x", undefined, token)).status).toBe(403);
  expect(pickText((await bao.api("GET", "sys/health")).body, "version")).toMatch(/^2\./);
  await bao.stop();
  await expect(fetch(`${bao.address}/v1/sys/health`)).rejects.toThrow("fetch failed");
});
