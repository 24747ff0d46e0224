import { ExpectedError, problemCode } from "../errors.ts";
import type { Clock } from "../ports.ts";
import type { VaultApi } from "./api.ts";
import type { Call } from "./call.ts";
import type { CallOptions } from "./client.ts";
import { encodePath, joinPath } from "./paths.ts";
import { parseMount, parseMounts } from "./replies/mounts.ts";
import type { Mount, SecretPath } from "./types.ts";

/** How long an engine is taken to be what it was. */
const FRESH_MS = 60_000;

/** What is known of the mounts of one server; shared by the clients of one session. */
export interface KnownMounts {
  get(mount: string): Mount | undefined;
  put(mount: Mount): void;
}

/** Remembers mounts for a minute. */
export function rememberMounts(clock: Clock): KnownMounts {
  const known = new Map<string, { readonly mount: Mount; readonly until: number }>();
  return {
    get: (name) => {
      const found = known.get(name);
      return found !== undefined && found.until > clock.now() ? found.mount : undefined;
    },
    put: (mount) => {
      known.set(mount.mount, { mount, until: clock.now() + FRESH_MS });
    },
  };
}

/** Answers where a path is mounted and what kind of engine that is. Costs no use of a limited token (spec 2.5.8). */
export interface MountKinds {
  readonly mounts: (options: CallOptions) => Promise<readonly Mount[]>;
  readonly locate: (path: string, options: CallOptions) => Promise<SecretPath>;
  readonly kindOf: (at: SecretPath, options: CallOptions) => Promise<Mount["kind"]>;
}

const CUBBYHOLE = "cubbyhole";

function isBelow(path: string, mount: string): boolean {
  return path === mount || path.startsWith(`${mount}/`);
}

/** Splits a path at a mount it lies in. */
function split(path: string, mount: string): SecretPath {
  return { mount, path: path.slice(mount.length + 1) };
}

function notFound(api: VaultApi, path: string): ExpectedError {
  return new ExpectedError({ code: "not-found", server: api.server, path, similar: undefined });
}

export function createMountKinds(api: VaultApi, known: KnownMounts): MountKinds {
  async function find(path: string, options: CallOptions): Promise<Mount> {
    if (isBelow(path, CUBBYHOLE)) return { mount: CUBBYHOLE, kind: "cubbyhole", description: "" };
    const call: Call = {
      method: "GET",
      path: joinPath("sys/internal/ui/mounts", encodePath(path)),
      action: "other",
      shown: path,
      right: "read",
    };
    const mount = parseMount(await api.must(call, options), api.server);
    if (mount === undefined || !isBelow(path, mount.mount)) throw notFound(api, path);
    known.put(mount);
    return mount;
  }

  /** A server refuses an unknown engine in the same words as a forbidden one; of a typed path it is the likelier. */
  async function findTyped(path: string, options: CallOptions): Promise<Mount> {
    try {
      return await find(path, options);
    } catch (error) {
      if (problemCode(error) !== "not-allowed") throw error;
      throw notFound(api, path);
    }
  }

  return {
    mounts: async (options) => {
      const call: Call = {
        method: "GET",
        path: "sys/internal/ui/mounts",
        action: "list",
        shown: "sys/internal/ui/mounts",
        right: "read",
      };
      const mounts = parseMounts(await api.must(call, options), api.server);
      for (const mount of mounts) known.put(mount);
      return mounts;
    },
    locate: async (path, options) => {
      const clean = path.replaceAll(/^\/+|\/+$/gu, "");
      encodePath(clean);
      if (clean === "") throw new ExpectedError({ code: "bad-path", path, reason: "it names no mount" });
      const first = clean.split("/", 1).join("");
      return split(clean, known.get(first)?.mount ?? (await findTyped(clean, options)).mount);
    },
    kindOf: async (at, options) => (known.get(at.mount) ?? (await find(joinPath(at.mount, at.path), options))).kind,
  };
}
