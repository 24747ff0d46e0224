import type { SecretStorage } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import type { Keychain } from "../../core/ports.ts";
import { Secret } from "../../core/secrets/secret.ts";

/**
 * VS Code's SecretStorage. What is written is read back: some hosts answer a write and keep nothing. Writing throws
 * `storage-not-kept` then.
 */
export function secretStorageKeychain(storage: Pick<SecretStorage, "get" | "store" | "delete">): Keychain {
  return {
    read: async (key) => {
      const text = await storage.get(key);
      return text === undefined ? undefined : Secret.of(text);
    },
    write: async (key, value) => {
      await storage.store(key, value.reveal());
      if ((await storage.get(key)) !== value.reveal()) throw new ExpectedError({ code: "storage-not-kept" });
    },
    remove: async (key) => storage.delete(key),
  };
}
