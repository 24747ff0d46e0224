import type { VaultClient } from "../vault/client.ts";
import type { Field, SecretPath } from "../vault/types.ts";
import type { KnownValues, Learnt } from "./known-values.ts";

/** What a cubbyhole holds is no vault of the person's: it ends with a token. */
function isKept({ mount }: SecretPath): boolean {
  return !mount.split("/").includes("cubbyhole");
}

/**
 * The same client, whose readings and writings are noted in `known`. Nothing is asked of the server besides what the
 * caller asks. A secret that is changed or removed is forgotten first: a call that fails may have done its work.
 */
export function observedClient(client: VaultClient, known: KnownValues): VaultClient {
  const { server } = client;

  async function changing<Result>(
    at: SecretPath,
    call: () => Promise<Result>,
    fields: ReadonlyMap<string, Field | undefined>,
    learnt: Learnt,
  ): Promise<Result> {
    const begun = known.begin(server);
    try {
      const result = await call();
      if (isKept(at)) known.note(begun, at, fields, learnt);
      return result;
    } catch (error) {
      known.forget(server, at);
      throw error;
    }
  }

  return {
    ...client,
    read: async (at, options) => {
      const reading = known.begin(server);
      const object = await client.read(at, options);
      // A version that was asked for may be one that is no more.
      if (options.version === undefined && isKept(at)) known.note(reading, at, object.fields, "read");
      return object;
    },
    write: async (at, data, options) => changing(at, async () => client.write(at, data, options), data, "written"),
    patch: async (at, changes, options) =>
      changing(at, async () => client.patch(at, changes, options), changes, "patched"),
    remove: async (at, options) => changing(at, async () => client.remove(at, options), new Map(), "written"),
    destroy: async (at, versions, options) =>
      changing(at, async () => client.destroy(at, versions, options), new Map(), "written"),
  };
}
