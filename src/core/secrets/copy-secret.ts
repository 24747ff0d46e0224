import { ExpectedError, problemCode } from "../errors.ts";
import type { CallOptions } from "../vault/client.ts";
import type { SecretData, SecretHistory, SecretObject } from "../vault/types.ts";
import { sameData } from "./same-data.ts";
import { checkTarget, pathOf, type SecretEnd } from "./secret-end.ts";
import { type Written, takeBack } from "./take-back.ts";

/** What is to be copied, and where to. */
export interface CopyOrder {
  readonly from: SecretEnd;
  readonly to: SecretEnd;
  /** `all`: older versions that can still be read go along, in order; they get new numbers. KV v1 has none. */
  readonly versions: "current" | "all";
}

/** What a copy did, and what did not go along. */
export interface Copied {
  /** The current version of the copy; undefined on KV v1. */
  readonly version: number | undefined;
  /** Older versions of the original that the copy does not have. */
  readonly versionsBehind: number;
  /** True where the original has custom metadata and the copy's engine keeps none. */
  readonly metadataBehind: boolean;
  /** What was read and written, to be compared again before the original goes. */
  readonly original: SecretObject;
  readonly written: Written;
}

/**
 * Copies a secret: read, write, read back and compare. Keys and values arrive exactly as they are; nothing is ever
 * replaced (`conflict` where the place is taken). What fails after the first write takes the copy back while the vault
 * holds exactly what was written, else throws `copy-left`. Throws what reading and writing throw, `bad-path` for a place that cannot take it,
 * `cancelled`.
 */
export async function copySecret(order: CopyOrder, options: CallOptions): Promise<Copied> {
  const { from, to } = order;
  checkTarget(from, to);
  const original = await from.client.read(from.at, options);
  const history = original.version === undefined ? undefined : await from.client.versions(from.at, options);
  const older = await readOlder(order, history, original, options);
  const written: Written = { to, data: [], versions: [] };
  try {
    for (const data of [...older, original.fields]) await writeNext(written, data, options);
    const metadataBehind = await copyMetadata(written, history, options);
    await compare(written, original, options);
    const versionsBehind = olderVersions(history, original).length - older.length;
    return { version: written.versions.at(-1), versionsBehind, metadataBehind, original, written };
  } catch (error) {
    throw await takeBack(written, error, options);
  }
}

/** Older versions that are not gone for good, oldest first. */
function olderVersions(history: SecretHistory | undefined, { version }: SecretObject): readonly number[] {
  return (history?.versions ?? [])
    .filter((entry) => entry.version !== version && !entry.destroyed)
    .map((entry) => entry.version)
    .toReversed();
}

/** The older versions that go along; a deleted one cannot be read. */
async function readOlder(
  { from, to, versions }: CopyOrder,
  history: SecretHistory | undefined,
  original: SecretObject,
  options: CallOptions,
): Promise<readonly SecretData[]> {
  const wanted = versions === "all" ? olderVersions(history, original) : [];
  if (wanted.length === 0 || !(await keepsVersions(to, options))) return [];
  const older: SecretData[] = [];
  for (const version of wanted) {
    try {
      older.push((await from.client.read(from.at, { ...options, version })).fields);
    } catch (error) {
      if (problemCode(error) !== "version-gone") throw error;
    }
  }
  return older;
}

/** Asked before the first write: an engine without versions must not get an old one. */
async function keepsVersions({ client, at }: SecretEnd, options: CallOptions): Promise<boolean> {
  try {
    await client.versions(at, options);
    return true;
  } catch (error) {
    if (problemCode(error) === "not-found") return true;
    if (problemCode(error) === "bad-input") return false;
    throw error;
  }
}

/** The first write must find nothing there, the next ones exactly our last. */
async function writeNext(written: Written, data: SecretData, options: CallOptions): Promise<void> {
  if (options.signal?.aborted === true) throw new ExpectedError({ code: "cancelled" });
  const { to, versions } = written;
  const { version } = await to.client.write(to.at, data, { ...options, cas: versions.at(-1) ?? 0 });
  written.data.push(data);
  if (version !== undefined) versions.push(version);
}

async function copyMetadata(written: Written, history: SecretHistory | undefined, options: CallOptions) {
  const custom = history?.customMetadata ?? new Map();
  if (custom.size === 0) return false;
  if (written.versions.length === 0) return true;
  await written.to.client.writeCustomMetadata(written.to.at, custom, options);
  return false;
}

/** Throws where the copy is not what was written, or where the server is going to delete it by itself. */
async function compare({ to, data, versions }: Written, original: SecretObject, options: CallOptions): Promise<void> {
  const found: SecretObject[] = [];
  if (versions.length === 0) found.push(await to.client.read(to.at, options));
  for (const version of versions) found.push(await readKept(to, version, options));
  const same = found.every(({ fields }, index) => {
    const sent = data[index];
    return sent !== undefined && sameData(fields, sent);
  });
  if (!same && versions.length === 0)
    throw new ExpectedError({ code: "conflict", server: to.client.server, path: pathOf(to) });
  // Nobody else can change a version: seen with OpenBao and numbers beyond 2^53.
  if (!same) throw unfit(to, "its server does not keep every value as it is");
  if (original.expires === undefined && found.some(({ expires }) => expires !== undefined)) {
    throw unfit(to, "its server deletes what is kept there by itself");
  }
}

async function readKept(to: SecretEnd, version: number, options: CallOptions): Promise<SecretObject> {
  try {
    return await to.client.read(to.at, { ...options, version });
  } catch (error) {
    if (problemCode(error) !== "not-found") throw error;
    throw unfit(to, "its server keeps fewer versions");
  }
}

function unfit(to: SecretEnd, reason: string): ExpectedError {
  return new ExpectedError({ code: "bad-path", path: pathOf(to), reason });
}
