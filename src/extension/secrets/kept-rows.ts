import { createHmac } from "node:crypto";
import type { Keychain, Random } from "../../core/ports.ts";
import { Secret } from "../../core/secrets/secret.ts";

/** Where VS Code keeps things of this workspace. */
export interface RowMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

export interface KeptRowsParts {
  readonly memory: RowMemory;
  readonly keychain: Keychain;
  readonly random: Random;
}

/**
 * Which rows of the Secrets view were open, and which was selected, over a reload and a sign-in. VS Code keeps its state
 * in clear and names are secret at rest, so what is kept are keyed digests of the rows' ids; their key is in the secret
 * storage. Without it nothing is recognised, and everything starts closed.
 */
export interface KeptRows {
  /** To be waited for before rows are drawn. */
  load(): Promise<void>;
  readonly isOpen: (id: string) => boolean;
  opened(id: string): void;
  closed(id: string): void;
  selected(id: string): void;
  /** True once for the row that was selected before the reload, as long as no other was since. */
  wasSelected(id: string): boolean;
}

const KEY = "secrets-rows-key";
const MEMORY = "secrets.rows";
/** The oldest are forgotten first. */
const MOST = 500;

export function createKeptRows({ memory, keychain, random }: KeptRowsParts): KeptRows {
  const before = parse(memory.get(MEMORY));
  const open = new Set(before.open);
  let selected = before.selected;
  let waiting = selected !== undefined;
  let key: Buffer | undefined;
  let loading: Promise<void> | undefined;
  const digest = (id: string): string | undefined =>
    key === undefined ? undefined : createHmac("sha256", key).update(id).digest("base64url").slice(0, 22);
  const keep = (): void => void memory.update(MEMORY, { open: [...open].slice(-MOST), selected });

  async function readKey(): Promise<Buffer> {
    const kept = await keychain.read(KEY);
    if (kept !== undefined) return Buffer.from(kept.reveal(), "base64");
    const made = Buffer.from(random.bytes(32));
    await keychain.write(KEY, Secret.of(made.toString("base64")));
    return made;
  }

  return {
    load: async () => {
      loading ??= readKey().then(
        (read) => void (key = read),
        () => undefined, // a secret storage that fails: rows start closed
      );
      await loading;
    },
    isOpen: (id) => open.size > 0 && open.has(digest(id) ?? ""),
    opened: (id) => {
      const row = digest(id);
      if (row === undefined) return;
      open.delete(row);
      open.add(row);
      keep();
    },
    closed: (id) => {
      if (open.delete(digest(id) ?? "")) keep();
    },
    selected: (id) => {
      waiting = false;
      selected = digest(id);
      keep();
    },
    wasSelected: (id) => {
      if (!waiting || selected !== digest(id)) return false;
      waiting = false;
      return true;
    },
  };
}

function parse(raw: unknown): { readonly open: readonly string[]; readonly selected: string | undefined } {
  if (typeof raw !== "object" || raw === null) return { open: [], selected: undefined };
  const { open, selected }: { open?: unknown; selected?: unknown } = raw;
  return {
    open: Array.isArray(open) ? open.filter((row) => typeof row === "string") : [],
    selected: typeof selected === "string" ? selected : undefined,
  };
}
