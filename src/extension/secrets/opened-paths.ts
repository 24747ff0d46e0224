import type { SecretPath } from "../../core/vault/types.ts";

/** Something below a folder that may not be listed, which the person knew the path of. */
export interface OpenedPath {
  readonly at: SecretPath;
  readonly kind: "secret" | "folder";
}

/** What was opened by its path in this session. In memory only. */
export interface OpenedPaths {
  below(server: string, folder: SecretPath): readonly OpenedPath[];
  add(server: string, folder: SecretPath, opened: OpenedPath): void;
  forget(server: string): void;
}

const idOf = ({ mount, path }: SecretPath): string => JSON.stringify([mount, path]);

export function createOpenedPaths(): OpenedPaths {
  const servers = new Map<string, Map<string, readonly OpenedPath[]>>();
  const below: OpenedPaths["below"] = (server, folder) => servers.get(server)?.get(idOf(folder)) ?? [];
  return {
    below,
    add: (server, folder, opened) => {
      const folders = servers.get(server) ?? new Map<string, readonly OpenedPath[]>();
      const others = below(server, folder).filter(
        ({ at, kind }) => kind !== opened.kind || idOf(at) !== idOf(opened.at),
      );
      servers.set(server, folders.set(idOf(folder), [...others, opened]));
    },
    forget: (server) => void servers.delete(server),
  };
}
