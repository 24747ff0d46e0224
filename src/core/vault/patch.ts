import { isObject } from "../json-shape.ts";
import { ExpectedError, problemCode } from "../errors.ts";
import type { VaultApi } from "./api.ts";
import type { Call } from "./call.ts";
import type { CallOptions, VaultClient } from "./client.ts";
import { kvCall, kvPath } from "./kv-calls.ts";
import type { MountKinds } from "./mount-kinds.ts";
import { cannotPatch } from "./refusal.ts";
import { jsonOf } from "./replies/fields.ts";
import { parseWritten } from "./replies/secret.ts";
import type { SecretCalls } from "./secrets.ts";
import type { Field, Mount, SecretPath } from "./types.ts";

type Changes = ReadonlyMap<string, Field | undefined>;
type Written = Awaited<ReturnType<VaultClient["patch"]>>;

/** How often a merge is tried again where somebody else wrote in between. */
const TRIES = 3;

/** The change as RFC 7396 writes it; undefined where that form cannot say it: it merges objects, and null removes. */
function mergePatch(changes: Changes): Record<string, unknown> | undefined {
  const entries = [...changes].map(
    ([key, field]) => [key, field === undefined ? undefined : jsonOf(key, field)] as const,
  );
  if (entries.some(([, value]) => value === null || isObject(value))) return undefined;
  return Object.fromEntries(entries.map(([key, value]) => [key, value ?? null]));
}

function merged(fields: ReadonlyMap<string, Field>, changes: Changes): Map<string, Field> {
  const result = new Map(fields);
  for (const [key, field] of changes) {
    if (field === undefined) result.delete(key);
    else result.set(key, field);
  }
  return result;
}

async function untilNobodyElseWrites(attempt: () => Promise<Written>): Promise<Written> {
  for (let left = TRIES; left > 1; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (problemCode(error) !== "conflict") throw error;
    }
  }
  return attempt();
}

function patchCall(at: SecretPath, data: Record<string, unknown>): Call {
  return kvCall(at, {
    method: "PATCH",
    path: kvPath(at, "kv-2", "data"),
    body: { data },
    action: "write",
    right: "patch",
    keys: Object.keys(data),
  });
}

export function createPatch(api: VaultApi, mounts: MountKinds, secrets: SecretCalls): VaultClient["patch"] {
  /** The version a write must replace: also a deleted one counts, which a read does not give. */
  async function currentVersion(at: SecretPath, options: CallOptions): Promise<number> {
    try {
      return (await secrets.read(at, options)).version ?? 0;
    } catch (error) {
      if (error instanceof ExpectedError && error.problem.code === "version-gone") return error.problem.version;
      if (problemCode(error) === "not-found") return 0;
      throw error;
    }
  }

  async function readAndWrite(
    at: SecretPath,
    kind: Mount["kind"],
    changes: Changes,
    options: CallOptions,
  ): Promise<Written> {
    const found = await secrets.readOrNothing(at, kind, options);
    const data = merged(found?.fields ?? new Map(), changes);
    if (kind !== "kv-2") return secrets.write(at, data, options);
    const cas = found?.version ?? (await currentVersion(at, options));
    return secrets.write(at, data, { ...options, cas });
  }

  return async (at, changes, options) => {
    const kind = await mounts.kindOf(at, options);
    const again = (): Promise<Written> => untilNobodyElseWrites(() => readAndWrite(at, kind, changes, options));
    const data = kind === "kv-2" ? mergePatch(changes) : undefined;
    if (data === undefined) return again();
    const call = patchCall(at, data);
    const reply = await api.ask(call, options);
    if (reply.status === 200) return parseWritten(reply.body, api.server);
    if (cannotPatch(reply)) return again();
    throw await api.refused(reply, call, options);
  };
}
