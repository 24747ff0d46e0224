import type { SecretStorage } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import type { Keychain } from "../../core/ports.ts";
import { Secret } from "../../core/secrets/secret.ts";

/**
 * VS Code's SecretStorage. What is written is read back: some hosts answer a write and keep nothing, others have no
 * keyring and throw. Writing throws `storage-not-kept` then, and reading finds nothing.
 */
export function secretStorageKeychain(storage: Pick<SecretStorage, "get" | "store" | "delete">): Keychain {
  const read = async (key: string): Promise<string | undefined> => {
    try {
      return await storage.get(key);
    } catch {
      return undefined; // what cannot be read is not there: the person signs in or unlocks again
    }
  };
  return {
    read: async (key) => {
      const text = await read(key);
      return text === undefined ? undefined : Secret.of(text);
    },
    write: async (key, value) => {
      await kept(async () => storage.store(key, value.reveal()));
      if ((await read(key)) !== value.reveal()) throw new ExpectedError({ code: "storage-not-kept" });
    },
    remove: async (key) => {
      if ((await read(key)) !== undefined) await kept(async () => storage.delete(key));
    },
  };
}

/** The storage's own error may quote what it was given: it goes no further. */
async function kept(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    throw new ExpectedError({ code: "storage-not-kept" });
  }
}
