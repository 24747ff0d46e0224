import { LOCAL } from "../../core/connections/connections.ts";

/** Where a secret is kept, as a person reads it. */
export interface Place {
  readonly server: string;
  readonly mount: string;
  /** The path begins at the person's home on the server. */
  readonly home: boolean;
  /** Below the mount, or the home. */
  readonly path: readonly string[];
}

/** What the sheet of a move asks for; every choice has a default. */
export interface MoveChoices {
  readonly place: Place;
  /** How the vault stands. */
  readonly vault: "open" | "locked" | "absent";
  readonly key: string;
  /** What the vault holds under that key already. */
  readonly held: "nothing" | "same" | "unknown";
  readonly variable: string;
  readonly mapping: { readonly uri: string; readonly label: string };
}

/** `secret/shop/stripe`, with `~` for the home. */
export function placeWords({ mount, home, path }: Place): string {
  return [mount, ...(home ? ["~"] : []), ...path].join("/");
}

/** `local › secret/shop/stripe`. */
export function breadcrumbOf(place: Place): string {
  return `${place.server} › ${placeWords(place)}`;
}

/**
 * Reads what a person typed for a secret's place. `mounts`: those of the server, where they are known; else the first
 * part is the mount. Gives a sentence where the text names no place.
 */
export function parsePlace(text: string, server: string, mounts: readonly string[]): Place | string {
  const parts = text.trim().split("/");
  if (parts.some((part) => part === "")) return "Between two slashes, a name is missing.";
  const odd = parts.find((part) => part === "." || part === "..");
  if (odd !== undefined) return `"${odd}" cannot be part of a path.`;
  if (/\p{Cc}/u.test(text)) return "A path holds no control characters.";
  const known = mounts
    .map((mount) => mount.split("/"))
    .filter((mount) => mount.every((part, i) => parts[i] === part))
    .toSorted((a, b) => b.length - a.length)[0];
  if (known === undefined && mounts.length > 0)
    return `${parts[0] ?? ""} is not on ${server}. There is: ${mounts.join(", ")}.`;
  const mount = known ?? parts.slice(0, 1);
  const below = parts.slice(mount.length);
  const home = below[0] === "~";
  const path = home ? below.slice(1) : below;
  if (path.length === 0) return "Type a path below the mount.";
  return { server, mount: mount.join("/"), home, path };
}

/** `Local Vault`, `Local Vault, locked`, or the server's name. */
export function vaultWords({ place, vault }: Pick<MoveChoices, "place" | "vault">): string {
  if (place.server !== LOCAL) return place.server;
  const states = { open: "Local Vault", locked: "Local Vault, locked", absent: "Local Vault, made on the way" };
  return states[vault];
}

/** What stands beside the key: whether the vault has it already. */
export function keyWords({ key, held }: Pick<MoveChoices, "key" | "held">): string {
  return held === "same" ? `${key}, same value, reuse` : key;
}

const VARIABLE = /^[A-Za-z_]\w*$/;

/** A sentence where a name cannot be an environment variable's. */
export function variableFault(name: string): string | undefined {
  return VARIABLE.test(name) ? undefined : "Letters, digits and _ only, not beginning with a digit.";
}

/** A sentence where a name cannot be a key's. */
export function keyFault(name: string): string | undefined {
  if (name.trim() === "") return "Type a name.";
  return /[\p{Cc}/]/u.test(name) ? "A key holds no slash and no control characters." : undefined;
}
