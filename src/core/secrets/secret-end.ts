import { ExpectedError } from "../errors.ts";
import type { VaultClient } from "../vault/client.ts";
import type { SecretPath } from "../vault/types.ts";

/** One end of a copy: a secret (or a folder) on a server. */
export interface SecretEnd {
  readonly client: VaultClient;
  readonly at: SecretPath;
}

/** `secret/shop/db`. */
export function pathOf({ at }: SecretEnd): string {
  return at.path === "" ? at.mount : `${at.mount}/${at.path}`;
}

/** Throws `bad-path` where nothing can be copied or moved to `to`: the same place, or one that ends with the session. */
export function checkTarget(from: SecretEnd, to: SecretEnd): void {
  const reason = faultOf(from, to);
  if (reason !== undefined) throw new ExpectedError({ code: "bad-path", path: pathOf(to), reason });
}

function faultOf(from: SecretEnd, to: SecretEnd): string | undefined {
  if (to.at.path === "") return "it names no secret";
  if (to.at.mount.split("/").includes("cubbyhole")) return "a cubbyhole ends with your session";
  const same = from.client.server === to.client.server && pathOf(from) === pathOf(to);
  return same ? "it is where the secret is now" : undefined;
}
