/** The real servers of a journey: OpenBao with the sign-in of a real OpenID provider. */

import type { BrowserContext } from "playwright-core";
import { type OpenBao, startOpenBao } from "../../support/openbao.ts";
import { addJwtSignIn } from "../../support/openbao-set-up.ts";
import { type OpenIdProvider, startOpenIdProvider } from "../../support/openid-provider.ts";

export interface Servers {
  readonly bao: OpenBao;
  readonly provider: OpenIdProvider;
  stop(): Promise<void>;
}

/** Ada has `secrets/users/ada`, may list the way to it and look up tokens by accessor, and keeps one secret there. */
export async function startServers(): Promise<Servers> {
  const bao = await startOpenBao();
  const provider = await startOpenIdProvider();
  const { issuer, audience, jwksUrl } = provider;
  const policy = `
path "secrets/" { capabilities = ["list"] }
path "secrets/users/" { capabilities = ["list"] }
path "auth/token/lookup-accessor" { capabilities = ["update"] }
`;
  await bao.must("POST", "sys/policies/acl/look", { policy });
  await addJwtSignIn(bao, { issuer, audience, keys: { jwksUrl }, policies: ["personal", "look"] });
  await bao.must("POST", "secrets/users/ada/deploy", { password: "deploy-value-77", user: "deployer" });
  return {
    bao,
    provider,
    stop: async () => {
      await provider.stop();
      await bao.stop();
    },
  };
}

/** Does `start`, and on the provider's pages that it opens what Ada does. Resolves when the last page tells her so. */
export async function signInAsAda(browser: BrowserContext, start: () => Promise<void>): Promise<void> {
  const [page] = await Promise.all([browser.waitForEvent("page"), start()]);
  await page.locator("input[name=login]").fill("ada");
  await page.locator("input[name=password]").fill("any");
  await page.locator("button[type=submit]").click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("You are signed in").waitFor();
  await page.close();
}
