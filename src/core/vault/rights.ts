import { joinPath } from "./paths.ts";
import type { Mount, SecretPath } from "./types.ts";

/** What a token may do with a secret, or in a folder with secrets that are made there. */
export interface Rights {
  readonly read: boolean;
  /** Make or change. */
  readonly write: boolean;
  readonly delete: boolean;
  /** KV v2: versions and their states. */
  readonly history: boolean;
}

export const ALL_RIGHTS: Rights = { read: true, write: true, delete: true, history: true };

/** A new secret may be named anything: policies that end in a star give what they give for any name. */
const ANY_NAME = "lockers-new";

/** What to ask `capabilities` for, of a secret or of what can be made in a folder. */
export interface RightsQuestion {
  readonly data: string;
  /** Undefined where the engine keeps no versions. */
  readonly metadata: string | undefined;
}

/** Policies name paths as they are, not percent-encoded. */
export function rightsQuestion(
  { mount, path }: SecretPath,
  engine: Mount["kind"],
  kind: "secret" | "folder",
): RightsQuestion {
  const name = kind === "secret" ? path : joinPath(path, ANY_NAME);
  if (engine !== "kv-2") return { data: joinPath(mount, name), metadata: undefined };
  return { data: joinPath(mount, "data", name), metadata: joinPath(mount, "metadata", name) };
}

/** What the answer of `capabilities` says to a question. */
export function rightsOf(
  { data, metadata }: RightsQuestion,
  capabilities: ReadonlyMap<string, readonly string[]>,
): Rights {
  const may = (path: string, ...rights: readonly string[]): boolean => {
    const given = capabilities.get(path) ?? [];
    return given.includes("root") || (!given.includes("deny") && rights.some((right) => given.includes(right)));
  };
  return {
    read: may(data, "read"),
    write: may(data, "create", "update"),
    delete: may(data, "delete"),
    history: metadata !== undefined && may(metadata, "read"),
  };
}

/** The rights that are given, as words. */
export function rightsGiven(rights: Rights): readonly string[] {
  const names = ["read", "write", "delete", "history"] as const;
  return names.filter((name) => rights[name]);
}
