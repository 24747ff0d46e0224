import { LOCAL } from "../../core/connections/connections.ts";
import type { Mount, SecretPath } from "../../core/vault/types.ts";

export type Engine = Mount["kind"];

/** What a row of the Secrets view stands for. `at.path` is empty for a mount itself. */
export type Place =
  | { readonly kind: "server"; readonly server: string }
  | { readonly kind: "folder"; readonly server: string; readonly engine: Engine; readonly at: SecretPath }
  | SecretPlace
  | KeyPlace;

export interface SecretPlace {
  readonly kind: "secret";
  readonly server: string;
  readonly engine: Engine;
  readonly at: SecretPath;
}

export interface KeyPlace {
  readonly kind: "key";
  readonly server: string;
  readonly engine: Engine;
  readonly at: SecretPath;
  readonly key: string;
}

/** `secret/shop/db`: mount and path as a person types them. */
export function fullPath(at: SecretPath): string {
  return at.path === "" ? at.mount : `${at.mount}/${at.path}`;
}

/** The last part of a path; of a mount its own name. */
export function lastPart(at: SecretPath): string {
  return at.path === "" ? at.mount : at.path.slice(at.path.lastIndexOf("/") + 1);
}

/** The place one part further down. */
export function below(at: SecretPath, name: string): SecretPath {
  return { mount: at.mount, path: at.path === "" ? name : `${at.path}/${name}` };
}

/** The folder a secret is in; the mount for what lies directly in it. */
export function folderOf(at: SecretPath): SecretPath {
  return { mount: at.mount, path: at.path.slice(0, Math.max(0, at.path.lastIndexOf("/"))) };
}

/** True for the secret itself, and for folders it is in. */
export function isTowards(at: SecretPath, row: SecretPath, kind: "secret" | "folder"): boolean {
  if (row.mount !== at.mount) return false;
  if (kind === "secret") return row.path === at.path;
  return row.path === "" || at.path.startsWith(`${row.path}/`);
}

/** `local › secret/shop/db`, as headers and toasts name a place. */
export function breadcrumb(server: string, at: SecretPath): string {
  return `${server === LOCAL ? "local" : server} › ${fullPath(at)}`;
}

/** The row's id, stable over refresh and reload. A name can be there as a secret and as a folder: the kind is part of it. */
export function placeId(place: Place): string {
  const parts = place.kind === "server" ? [] : [place.at.mount, place.at.path];
  const key = place.kind === "key" ? [place.key] : [];
  return [place.kind, place.server, ...parts, ...key].map(encodeURIComponent).join(":");
}
