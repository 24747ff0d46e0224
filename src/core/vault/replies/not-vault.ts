import { ExpectedError } from "../../errors.ts";

/** The error for an answer that no Vault server gives: a proxy, a portal, another program. */
export function notVault(server: string): ExpectedError {
  return new ExpectedError({ code: "not-vault", host: server });
}
