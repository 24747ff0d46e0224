import type { Keychain, Records } from "../../core/ports.ts";
import { Secret } from "../../core/secrets/secret.ts";

const INDEX = "notes";
const key = (name: string): string => `note/${name}`;

/** JSON, or undefined where the text is none. */
function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Small notes in SecretStorage, for as long as there is no local vault that is open: one entry each, and one that lists
 * their names, since SecretStorage cannot be asked for them in every VS Code.
 */
export function keychainRecords(keychain: Keychain): Records {
  async function names(): Promise<readonly string[]> {
    const listed = parse((await keychain.read(INDEX))?.reveal());
    return Array.isArray(listed) ? listed.filter((name) => typeof name === "string") : [];
  }

  async function list(changed: readonly string[]): Promise<void> {
    if (changed.length === 0) return keychain.remove(INDEX);
    await keychain.write(INDEX, Secret.of(JSON.stringify(changed)));
  }

  return {
    read: async (name) => parse((await keychain.read(key(name)))?.reveal()),
    async write(name, note) {
      const before = await names();
      // The list first: a name without a note reads as absent, a note without a name is lost.
      if (!before.includes(name)) await list([...before, name]);
      await keychain.write(key(name), Secret.of(JSON.stringify(note)));
    },
    async remove(name) {
      await keychain.remove(key(name));
      const before = await names();
      if (before.includes(name)) await list(before.filter((listed) => listed !== name));
    },
    names: async (prefix) => (await names()).filter((name) => name.startsWith(prefix)).toSorted(),
  };
}
