import type { VaultReply, VaultRequest } from "../transport/transport.ts";

/** The calls of node-vault that are used. Every path is encoded already and may end in a query. */
export interface NodeVault {
  read(path: string, options: PerCall): Promise<unknown>;
  list(path: string, options: PerCall): Promise<unknown>;
  write(path: string, data: object, options: PerCall): Promise<unknown>;
  update(path: string, data: object, options: PerCall): Promise<unknown>;
  delete(path: string, options: PerCall): Promise<unknown>;
}

/** Rides with a call through node-vault to our transport, which receives the request as node-vault composed it. */
export interface PerCall {
  readonly send: (request: Pick<VaultRequest, "method" | "path" | "query" | "body">) => Promise<VaultReply>;
}

interface Composed {
  readonly uri: string;
  readonly method: VaultRequest["method"];
  readonly json?: unknown;
  readonly send: PerCall["send"];
}

// Never connected to: the transport knows the addresses. Given, because node-vault falls back to VAULT_ADDR.
const NOWHERE = "https://vault.invalid";

/** Takes apart what node-vault composed, without `URL`: that would resolve `%2e%2e`. */
function decompose({ uri, method, json }: Composed): Parameters<PerCall["send"]>[0] {
  const [path = "", query] = uri.slice(`${NOWHERE}/v1/`.length).split("?", 2);
  return {
    method,
    path,
    ...(query === undefined ? {} : { query: Object.fromEntries(new URLSearchParams(query)) }),
    ...(json === undefined ? {} : { body: json }),
  };
}

/**
 * node-vault with our transport in place of its own (its hook `request-promise`), and without what it would take from
 * the environment (VAULT_TOKEN, VAULT_ADDR, VAULT_NAMESPACE, VAULT_PREFIX), its template commands, and its debug
 * output. The token does not pass through it. Loaded on first use.
 */
export async function createNodeVault(): Promise<NodeVault> {
  const { default: nodeVault } = await import("node-vault");
  const hook = {
    defaults: () => async (composed: Composed) => {
      const reply = await composed.send(decompose(composed));
      // The path is given as "/": node-vault takes every answer of a path that holds "sys/health" for a success.
      return { statusCode: reply.status, body: reply.body, request: { path: "/" } };
    },
  };
  const options = {
    endpoint: NOWHERE,
    debug: () => undefined,
    commands: {},
    "request-promise": hook,
  };
  const client = nodeVault(options);
  return Object.assign(client, { token: "", namespace: "", pathPrefix: "" });
}
