import { ExpectedError } from "../errors.ts";
import type { LocalVault } from "../local-vault/local-vault.ts";
import type { Transport } from "./transport.ts";

/** Straight into the vault on this computer, without a network. A cancelled request is not sent. */
export function createLocalTransport(localVault: Pick<LocalVault, "request">): Transport {
  return {
    send: async (request, signal) => {
      throwIfCancelled(signal);
      return localVault.request(request);
    },
  };
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new ExpectedError({ code: "cancelled" });
}
