import { formatReference } from "../../core/references/reference.ts";
import type { MoveChoices } from "./move-choices.ts";

/** The reference that the mapping gets for these choices. Throws `reference-syntax`. */
export function referenceTo({ server, at, home, key }: Pick<MoveChoices, "server" | "at" | "home" | "key">): string {
  const isInHome = home !== undefined && at.path.startsWith(`${home}/`);
  const path = isInHome ? at.path.slice(home.length + 1) : at.path;
  return formatReference({ server, mount: at.mount, home: isInHome, path: path.split("/"), key, version: undefined });
}
