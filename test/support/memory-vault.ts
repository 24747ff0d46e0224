import type { Connections, ServerProfile } from "../../src/core/connections/connections.ts";
import { ExpectedError, type Problem } from "../../src/core/errors.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { VaultClient } from "../../src/core/vault/client.ts";
import type { Entry, SecretData, SecretObject, SecretPath } from "../../src/core/vault/types.ts";

type Operation = "read" | "write" | "destroy" | "remove" | "list";

/** A KV engine in memory behind the client's interface, with failures on order and a list of what was asked. */
export interface MemoryVault {
  readonly client: VaultClient;
  readonly calls: string[];
  /** Makes the next call of that kind fail; `after`: it takes effect first. */
  fail(operation: Operation, problem: Problem, when?: "before" | "after"): void;
  /** Runs once, right after the next call of that kind. */
  afterNext(operation: Operation, action: () => void): void;
  put(path: string, fields: Readonly<Record<string, string>>): void;
  /** Current fields, or undefined where there is nothing to read. */
  get(path: string): Readonly<Record<string, string>> | undefined;
  versions(path: string): number;
  /** Every version read from now on says that the server deletes it then, in milliseconds since the epoch. */
  deletesAt(time: number): void;
}

type Version = { readonly data: SecretData; destroyed: boolean };

interface Hook {
  readonly operation: Operation;
  readonly when: "before" | "after";
  readonly run: () => void;
}

/** An empty engine mounted at `secret` of `server`; `kind` decides about versions and check-and-set. */
export function memoryVault(server = "local", kind: "kv-1" | "kv-2" = "kv-2"): MemoryVault {
  const secrets = new Map<string, Version[]>();
  const calls: string[] = [];
  const hooks: Hook[] = [];
  let expires: number | undefined;
  const alive = (versions: Version[] | undefined): Version | undefined => {
    const last = versions?.at(-1);
    return last?.destroyed === false ? last : undefined;
  };
  const called = async <T>(operation: Operation, at: SecretPath, work: () => T): Promise<T> => {
    calls.push(`${operation} ${pathOf(at)}`);
    await Promise.resolve();
    take(hooks, operation, "before")?.run();
    const result = work();
    take(hooks, operation, "after")?.run();
    return result;
  };
  const client: VaultClient = {
    ...untested(server),
    read: (at, { version }) =>
      called("read", at, () => ({ ...readVersion({ server, kind, secrets }, at, version), expires })),
    write: (at, data, { cas }) =>
      called("write", at, () => {
        const versions = secrets.get(pathOf(at)) ?? [];
        if (kind === "kv-2" && cas !== undefined && cas !== versions.length) {
          throw new ExpectedError({ code: "conflict", server, path: pathOf(at) });
        }
        const next = kind === "kv-2" ? [...versions, { data, destroyed: false }] : [{ data, destroyed: false }];
        secrets.set(pathOf(at), next);
        return { version: kind === "kv-2" ? next.length : undefined };
      }),
    destroy: (at, which) =>
      called("destroy", at, () => {
        for (const number of which === "all" ? [] : which) {
          const version = secrets.get(pathOf(at))?.[number - 1];
          if (version !== undefined) version.destroyed = true;
        }
      }),
    remove: (at) => called("remove", at, () => void secrets.delete(pathOf(at))),
    list: (at) =>
      called("list", at, (): readonly Entry[] => {
        const prefix = at.path === "" ? `${at.mount}/` : `${pathOf(at)}/`;
        const names = [...secrets.keys()].flatMap((name) =>
          name.startsWith(prefix) ? [name.slice(prefix.length)] : [],
        );
        return names.map((name) => ({
          name: name.split("/")[0] ?? "",
          kind: name.includes("/") ? "folder" : "secret",
        }));
      }),
  };
  return {
    client,
    calls,
    fail: (operation, problem, when = "before") => {
      hooks.push({
        operation,
        when,
        run: () => {
          throw new ExpectedError(problem);
        },
      });
    },
    afterNext: (operation, run) => void hooks.push({ operation, when: "after", run }),
    put: (path, fields) => {
      const data: SecretData = new Map(
        Object.entries(fields).map(([name, value]) => [name, { value: Secret.of(value), json: false }]),
      );
      const versions = kind === "kv-2" ? (secrets.get(path) ?? []) : [];
      secrets.set(path, [...versions, { data, destroyed: false }]);
    },
    get: (path) => {
      const version = alive(secrets.get(path));
      if (version === undefined) return undefined;
      return Object.fromEntries([...version.data].map(([name, field]) => [name, field.value.reveal()]));
    },
    versions: (path) => secrets.get(path)?.length ?? 0,
    deletesAt: (time) => void (expires = time),
  };
}

function pathOf({ mount, path }: SecretPath): string {
  return `${mount}/${path}`;
}

function readVersion(
  vault: { readonly server: string; readonly kind: "kv-1" | "kv-2"; readonly secrets: ReadonlyMap<string, Version[]> },
  at: SecretPath,
  wanted: number | undefined,
): SecretObject {
  const { server, kind, secrets } = vault;
  const path = pathOf(at);
  const versions = secrets.get(path);
  const number = wanted ?? versions?.length ?? 0;
  const version = versions?.[number - 1];
  if (version === undefined) throw new ExpectedError({ code: "not-found", server, path, similar: undefined });
  if (version.destroyed) {
    throw new ExpectedError({ code: "version-gone", server, path, version: number, state: "destroyed" });
  }
  return { at, fields: version.data, version: kind === "kv-2" ? number : undefined, created: undefined };
}

function take(hooks: Hook[], operation: Operation, when: "before" | "after"): Hook | undefined {
  const index = hooks.findIndex((hook) => hook.operation === operation && hook.when === when);
  return index === -1 ? undefined : hooks.splice(index, 1)[0];
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("not part of this fake"));
}

function untested(server: string): VaultClient {
  const tokens = {
    lookupSelf: refuse,
    renewSelf: refuse,
    revokeSelf: refuse,
    create: refuse,
    lookupAccessor: refuse,
    revokeAccessor: refuse,
    isAlive: refuse,
  };
  const wrapping = {
    wrap: refuse,
    read: refuse,
    createToken: refuse,
    lookup: refuse,
    unwrap: refuse,
    rewrap: refuse,
  };
  return {
    server,
    mounts: refuse,
    locate: refuse,
    list: refuse,
    read: refuse,
    write: refuse,
    patch: refuse,
    remove: refuse,
    versions: refuse,
    writeCustomMetadata: refuse,
    capabilities: refuse,
    undelete: refuse,
    destroy: refuse,
    changeMetadata: refuse,
    tokens,
    wrapping,
  };
}

/** Connections to such vaults; `homes`: the person's home by server. */
export function memoryConnections(
  vaults: readonly MemoryVault[],
  homes: Readonly<Record<string, string>> = {},
): Connections {
  return {
    profiles: (): readonly ServerProfile[] => [],
    client: async (server) => {
      await Promise.resolve();
      const vault = vaults.find(({ client }) => client.server === server);
      if (vault === undefined) throw new ExpectedError({ code: "unknown-server", server });
      return vault.client;
    },
    clientWith: refuse,
    separateLogin: () => Promise.resolve(undefined),
    home: (server) => Promise.resolve(homes[server]),
  };
}
