import type { Uri } from "vscode";
import { LOCAL } from "../../core/connections/connections.ts";
import type { PlaceState } from "../../core/migration/look-up.ts";
import { refusedName } from "../../core/references/mapping-names.ts";
import type { SecretPath } from "../../core/vault/types.ts";

/** What the sheet of a move asks for; every choice has a default. */
export interface MoveChoices {
  readonly server: string;
  /** How the vault stands; a server that a client can be had of is `open`. */
  readonly vault: "open" | "locked" | "absent";
  readonly at: SecretPath;
  /** The person's home below the mount, where the server has one. */
  readonly home: string | undefined;
  readonly key: string;
  /** What the vault holds at that place; undefined while nobody could look. */
  readonly held: PlaceState["state"] | undefined;
  readonly variable: string;
}

/** The choices of one move, with the mapping that gets the line. */
export interface MoveState extends MoveChoices {
  readonly mapping: Uri;
}

/** `secret/shop/stripe`; what lies in the person's home begins with `~`. */
export function placeWords({ at, home }: Pick<MoveChoices, "at" | "home">): string {
  const isInHome = home !== undefined && at.path.startsWith(`${home}/`);
  return [at.mount, isInHome ? `~${at.path.slice(home.length)}` : at.path].join("/");
}

function mountOf(parts: readonly string[], mounts: readonly string[]): readonly string[] | undefined {
  const known = mounts.map((mount) => mount.split("/"));
  const fitting = known.filter((mount) => mount.every((part, i) => parts[i] === part));
  return mounts.length === 0 ? parts.slice(0, 1) : fitting.toSorted((a, b) => b.length - a.length)[0];
}

function pathFault(text: string): string | undefined {
  const parts = text.trim().split("/");
  if (parts.some((part) => part === "")) return "Between two slashes, a name is missing.";
  const odd = parts.find((part) => part === "." || part === "..");
  if (odd !== undefined) return `"${odd}" cannot be part of a path.`;
  return /\p{Cc}/u.test(text) ? "A path holds no control characters." : undefined;
}

export interface PlaceContext {
  readonly server: string;
  /** Mounts of the server; empty where they are not known: the first part is the mount then. */
  readonly mounts: readonly string[];
  readonly home: string | undefined;
}

/** Reads what a person typed for a secret's place. Gives a sentence where the text names none. */
export function parsePlace(text: string, { server, mounts, home }: PlaceContext): SecretPath | string {
  const fault = pathFault(text);
  if (fault !== undefined) return fault;
  const parts = text.trim().split("/");
  if (parts[0] === "cubbyhole") return "A cubbyhole ends with your session. Choose another place.";
  const mount = mountOf(parts, mounts);
  if (mount === undefined) return `${parts[0] ?? ""} is not on ${server}. There is: ${mounts.join(", ")}.`;
  const below = parts.slice(mount.length);
  if (below[0] === "~" && home === undefined) return `${server} has no home for you.`;
  const path = below[0] === "~" ? [home, ...below.slice(1)] : below;
  if (below.filter((part) => part !== "~").length === 0) return "Type a path below the mount.";
  return { mount: mount.join("/"), path: path.join("/") };
}

/** `Local Vault`, `Local Vault, locked`, or the server's name. */
export function vaultWords({ server, vault }: Pick<MoveChoices, "server" | "vault">): string {
  if (server !== LOCAL) return server;
  const states = { open: "Local Vault", locked: "Local Vault, locked", absent: "Local Vault, made first" };
  return states[vault];
}

/** The key, and whether the vault has it already. */
export function keyWords({ key, held }: Pick<MoveChoices, "key" | "held">): string {
  return held === "same" ? `${key}, same value, reuse` : key;
}

const VARIABLE = /^[A-Za-z_]\w*$/;

/** A sentence where a name cannot be an environment variable's. */
export function variableFault(name: string): string | undefined {
  if (refusedName(name)) return `${name} steers programs and cannot be set by a mapping.`;
  return VARIABLE.test(name) ? undefined : "Letters, digits and _ only, not beginning with a digit.";
}

/** A sentence where a name cannot be a key's. */
export function keyFault(name: string): string | undefined {
  if (name.trim() === "") return "Type a name.";
  return /[\p{Cc}/]/u.test(name) ? "A key holds no slash and no control characters." : undefined;
}
