import { ExpectedError, type Problem } from "../../src/core/errors.ts";
import type { VaultClient } from "../../src/core/vault/client.ts";

type Operation = "read" | "write" | "versions" | "writeCustomMetadata" | "destroy" | "remove";

interface Failure {
  readonly operation: Operation;
  /** Which of its calls fails, from 1. */
  readonly call: number;
  readonly problem: Problem;
  /** The server has done it all the same: only the answer is lost. */
  readonly done?: boolean;
  /** Later calls of it fail as well. */
  readonly always?: boolean;
}

/** A client whose server breaks off at one step. */
export function failingClient(client: VaultClient, failure: Failure): VaultClient {
  let calls = 0;
  const around = <Args extends readonly unknown[], Result>(
    operation: Operation,
    call: (...args: Args) => Promise<Result>,
  ) => {
    return async (...args: Args): Promise<Result> => {
      if (operation !== failure.operation) return call(...args);
      calls += 1;
      if (calls !== failure.call && !(failure.always === true && calls > failure.call)) return call(...args);
      if (failure.done === true) await call(...args);
      throw new ExpectedError(failure.problem);
    };
  };
  return {
    ...client,
    read: around("read", async (...args: Parameters<VaultClient["read"]>) => client.read(...args)),
    write: around("write", async (...args: Parameters<VaultClient["write"]>) => client.write(...args)),
    versions: around("versions", async (...args: Parameters<VaultClient["versions"]>) => client.versions(...args)),
    writeCustomMetadata: around(
      "writeCustomMetadata",
      async (...args: Parameters<VaultClient["writeCustomMetadata"]>) => client.writeCustomMetadata(...args),
    ),
    destroy: around("destroy", async (...args: Parameters<VaultClient["destroy"]>) => client.destroy(...args)),
    remove: around("remove", async (...args: Parameters<VaultClient["remove"]>) => client.remove(...args)),
  };
}

/** A client that lets somebody else act after its `call`th call of `operation`. */
export function interruptedClient(
  client: VaultClient,
  { operation, call, meanwhile }: { operation: "read"; call: number; meanwhile: () => Promise<unknown> },
): VaultClient {
  let calls = 0;
  return {
    ...client,
    [operation]: async (...args: Parameters<VaultClient["read"]>) => {
      const result = await client.read(...args);
      calls += 1;
      if (calls === call) await meanwhile();
      return result;
    },
  };
}
