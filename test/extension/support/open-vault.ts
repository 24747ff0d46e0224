import { Secret } from "../../../src/core/secrets/secret.ts";
import type { TestContext } from "../harness.ts";
import { servicesOf } from "./answers.ts";

/** Of the local vault of all suites. */
export const PASSPHRASE = "correct horse battery staple";

/** Makes the local vault where no suite has made it yet. */
export async function openVault(context: TestContext): Promise<void> {
  const vault = servicesOf(context).localVault();
  if ((await vault.state()) === "absent") await vault.create({ kind: "passphrase", passphrase: Secret.of(PASSPHRASE) });
}
