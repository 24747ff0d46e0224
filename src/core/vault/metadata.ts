import type { VaultApi } from "./api.ts";
import type { Call } from "./call.ts";
import type { CallOptions, VaultClient } from "./client.ts";
import { kvCall, kvPath } from "./kv-calls.ts";
import type { MountKinds } from "./mount-kinds.ts";
import { cannotPatch } from "./refusal.ts";
import { parseHistory } from "./replies/history.ts";
import { noVersions } from "./secrets.ts";
import type { MetadataChanges, SecretPath } from "./types.ts";

/** The settings as they are sent, without the notes. */
function settingsOf({ maxVersions, casRequired, deleteAfter }: MetadataChanges): Readonly<Record<string, unknown>> {
  return {
    ...(maxVersions === undefined ? {} : { max_versions: maxVersions }),
    ...(casRequired === undefined ? {} : { cas_required: casRequired }),
    ...(deleteAfter === undefined ? {} : { delete_version_after: `${deleteAfter}s` }),
  };
}

function metadataCall(at: SecretPath, method: "GET" | "POST" | "PATCH", body?: Call["body"]): Call {
  const right = { GET: "read", POST: "update", PATCH: "patch" }[method];
  const action = method === "GET" ? "read" : "write";
  const path = kvPath(at, "kv-2", "metadata");
  return kvCall(at, { method, path, ...(body === undefined ? {} : { body }), action, right, keys: [] });
}

/** Reading, changing and replacing what KV v2 keeps of a secret besides its values. */
export function createMetadataCalls(
  api: VaultApi,
  mounts: MountKinds,
): Pick<VaultClient, "changeMetadata" | "writeCustomMetadata" | "versions"> {
  async function mustKeepVersions(at: SecretPath, options: CallOptions): Promise<void> {
    if ((await mounts.kindOf(at, options)) !== "kv-2") throw noVersions(at);
  }

  const versions: VaultClient["versions"] = async (at, options) => {
    await mustKeepVersions(at, options);
    return parseHistory(await api.must(metadataCall(at, "GET"), options), at, api.server);
  };

  /** A POST replaces all notes at once: read, merged and written. */
  async function readAndWrite(at: SecretPath, { custom, ...settings }: MetadataChanges, options: CallOptions) {
    const before = (await versions(at, options)).customMetadata;
    const notes = [...before, ...(custom ?? [])].filter(
      ([name]) => custom?.has(name) !== true || custom.get(name) !== undefined,
    );
    const all = custom === undefined ? {} : { custom_metadata: Object.fromEntries(notes) };
    await api.must(metadataCall(at, "POST", { ...settingsOf(settings), ...all }), options);
  }

  return {
    versions,
    changeMetadata: async (at, changes, options) => {
      await mustKeepVersions(at, options);
      // The servers take a zero in a PATCH for "not given".
      if (changes.deleteAfter === 0) return readAndWrite(at, changes, options);
      const { custom } = changes;
      const notes = custom && Object.fromEntries([...custom].map(([name, text]) => [name, text ?? null]));
      const body = { ...settingsOf(changes), ...(notes === undefined ? {} : { custom_metadata: notes }) };
      const call = metadataCall(at, "PATCH", body);
      const reply = await api.ask(call, options);
      if (reply.status >= 200 && reply.status < 300) return;
      if (cannotPatch(reply)) await readAndWrite(at, changes, options);
      else throw await api.refused(reply, call, options);
    },
    writeCustomMetadata: async (at, custom, options) => {
      await mustKeepVersions(at, options);
      await api.must(metadataCall(at, "POST", { custom_metadata: Object.fromEntries(custom) }), options);
    },
  };
}
