import { ExpectedError } from "../errors.ts";
import type { VaultReply } from "../transport/transport.ts";
import type { VaultApi } from "./api.ts";
import type { Call } from "./call.ts";
import type { CallOptions, VaultClient } from "./client.ts";
import { kvCall, kvPath, readCall, shownPath } from "./kv-calls.ts";
import type { MountKinds } from "./mount-kinds.ts";
import { errorsOf } from "./reasons.ts";
import { objectOf } from "./replies/fields.ts";
import { parseList } from "./replies/list.ts";
import { parseGoneVersion, parsePlainSecret, parseVersionedSecret, parseWritten } from "./replies/secret.ts";
import type { Mount, SecretObject, SecretPath } from "./types.ts";

type Reading = CallOptions & { readonly version?: number };

/** Listing, reading and writing on any engine that holds secrets. */
export type SecretCalls = Pick<VaultClient, "list" | "read" | "write" | "remove"> & {
  /** The secret, or undefined where there is none (a deleted version counts as none). */
  readOrNothing(at: SecretPath, kind: Mount["kind"], options: CallOptions): Promise<SecretObject | undefined>;
};

function parse(kind: Mount["kind"], body: unknown, at: SecretPath, server: string): SecretObject {
  return kind === "kv-2" ? parseVersionedSecret(body, at, server) : parsePlainSecret(body, at, server);
}

/** A 404 that means "nothing here", not "no such mount". */
function isNothing(reply: VaultReply): boolean {
  return reply.status === 404 && errorsOf(reply.body).length === 0;
}

function writeCall(at: SecretPath, kind: Mount["kind"], data: Readonly<Record<string, unknown>>, cas?: number): Call {
  const options = cas === undefined ? {} : { options: { cas } };
  return kvCall(at, {
    method: "POST",
    path: kvPath(at, kind, "data"),
    body: kind === "kv-2" ? { data, ...options } : data,
    action: "write",
    right: cas === 0 ? "create" : "update",
    keys: Object.keys(data),
  });
}

function removeCall(at: SecretPath, kind: Mount["kind"], versions: readonly number[] | undefined): Call {
  if (versions === undefined)
    return kvCall(at, { method: "DELETE", path: kvPath(at, kind, "data"), action: "delete", right: "delete" });
  if (kind !== "kv-2") throw noVersions(at);
  return kvCall(at, {
    method: "POST",
    path: kvPath(at, kind, "delete"),
    body: { versions },
    action: "delete",
    right: "update",
  });
}

/** The error where an engine keeps no versions. */
export function noVersions(at: SecretPath): ExpectedError {
  return new ExpectedError({
    code: "bad-input",
    what: shownPath(at),
    reason: "this engine keeps no versions",
  });
}

export function createSecretCalls(api: VaultApi, mounts: MountKinds): SecretCalls {
  const { server } = api;

  const readOrNothing: SecretCalls["readOrNothing"] = async (at, kind, options) => {
    const call = readCall(at, kind);
    const reply = await api.ask(call, options);
    if (reply.status === 404 && (isNothing(reply) || parseGoneVersion(reply.body) !== undefined)) return undefined;
    if (reply.status !== 200) throw await api.refused(reply, call, options);
    return parse(kind, reply.body, at, server);
  };

  async function read(at: SecretPath, options: Reading): Promise<SecretObject> {
    const kind = await mounts.kindOf(at, options);
    if (options.version !== undefined && kind !== "kv-2") throw noVersions(at);
    const call = readCall(at, kind, options.version);
    const reply = await api.ask(call, options);
    if (reply.status === 200) return parse(kind, reply.body, at, server);
    const gone = reply.status === 404 ? parseGoneVersion(reply.body) : undefined;
    if (gone !== undefined) throw new ExpectedError({ code: "version-gone", server, path: call.shown, ...gone });
    throw await api.refused(reply, call, options);
  }

  /** Check-and-set where the engine has none: only "must not exist", by looking before. */
  async function checkAbsent(at: SecretPath, kind: Mount["kind"], options: CallOptions & { cas?: number }) {
    if (kind === "kv-2" || options.cas === undefined) return;
    if (options.cas !== 0) throw noVersions(at);
    if ((await readOrNothing(at, kind, options)) !== undefined)
      throw new ExpectedError({ code: "conflict", server, path: shownPath(at) });
  }

  return {
    read,
    readOrNothing,
    list: async (at, options) => {
      const kind = await mounts.kindOf(at, options);
      const path = `${kvPath(at, kind, "metadata")}/`;
      const call = kvCall(at, { method: "LIST", path, action: "list", right: "list" });
      const reply = await api.ask(call, options);
      if (reply.status === 200) return parseList(reply.body, server);
      if (isNothing(reply)) return [];
      throw await api.refused(reply, call, options);
    },
    write: async (at, data, options) => {
      const kind = await mounts.kindOf(at, options);
      const object = objectOf(data);
      await checkAbsent(at, kind, options);
      const body = await api.must(writeCall(at, kind, object, options.cas), options);
      return kind === "kv-2" ? parseWritten(body, server) : { version: undefined };
    },
    remove: async (at, options) => {
      const kind = await mounts.kindOf(at, options);
      await api.must(removeCall(at, kind, options.versions), options);
    },
  };
}
