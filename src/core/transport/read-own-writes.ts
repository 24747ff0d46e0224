import type { VaultReply } from "./transport.ts";

/**
 * Lets a person read what they just wrote, whichever node answers: standbys lag by about 100 ms. Each answer of a
 * cluster carries `X-Vault-Index`; sent back with `X-Vault-Inconsistent: forward-active-node`, a standby that is
 * behind asks the active node (observed (b)). A server without such headers is not sent any.
 */
export interface OwnWrites {
  headers(): Readonly<Record<string, string>>;
  note(reply: VaultReply): void;
  /** True, once, where the server's configuration refuses the header: it is not sent again and the request can be. */
  refused(reply: VaultReply): boolean;
}

export function rememberOwnWrites(): OwnWrites {
  let index: string | undefined;
  let allowed = true;
  return {
    headers: () =>
      allowed && index !== undefined ? { "X-Vault-Index": index, "X-Vault-Inconsistent": "forward-active-node" } : {},
    note: (reply) => {
      index = reply.headers["x-vault-index"] ?? index;
    },
    refused: (reply) => {
      if (!allowed || index === undefined || reply.status < 400 || reply.status >= 500) return false;
      // Vault Enterprise without allow_forwarding_via_header.
      if (!/disallowed by configuration/u.test(JSON.stringify(reply.body ?? ""))) return false;
      allowed = false;
      return true;
    },
  };
}
