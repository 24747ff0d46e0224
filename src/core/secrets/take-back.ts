import { ExpectedError, problemCode } from "../errors.ts";
import type { CallOptions } from "../vault/client.ts";
import type { SecretData } from "../vault/types.ts";
import { sameData } from "./same-data.ts";
import { pathOf, type SecretEnd } from "./secret-end.ts";

/** What was written so far at a place that was empty before. */
export interface Written {
  readonly to: SecretEnd;
  /** Each write, in order. */
  readonly data: SecretData[];
  /** Their versions; empty on an engine without versions. */
  readonly versions: number[];
}

/**
 * Takes a copy back after `error`, but only while the vault holds exactly what was written there. Gives the error to be
 * thrown: `error`, or `copy-left` where the copy had to stay.
 */
export async function takeBack(written: Written, error: unknown, options: CallOptions): Promise<unknown> {
  if (written.data.length === 0 || (await removed(written, options))) return error;
  return copyLeft(written.to, error);
}

/** The error where both copy and original stay; a bug stays a bug. */
export function copyLeft(to: SecretEnd, error: unknown): unknown {
  if (!(error instanceof ExpectedError)) return error;
  const { server } = to.client;
  return new ExpectedError({ code: "copy-left", server, path: pathOf(to), cause: error.problem }, { cause: error });
}

/** What cannot be known is kept. Runs after a cancel too: without the signal. */
async function removed(written: Written, { audit }: CallOptions): Promise<boolean> {
  const options: CallOptions = { audit: { ...audit, why: "take back" } };
  try {
    return await (written.versions.length > 0 ? removeVersions(written, options) : removeObject(written, options));
  } catch (error) {
    if (problemCode(error) === undefined) throw error;
    return false;
  }
}

/** The place was empty before, so with our versions alone there all of it is ours. */
async function removeVersions({ to, versions }: Written, options: CallOptions): Promise<boolean> {
  const { current } = await to.client.versions(to.at, options);
  if (current !== versions.at(-1)) return false;
  await to.client.destroy(to.at, "all", options);
  return true;
}

async function removeObject({ to, data }: Written, options: CallOptions): Promise<boolean> {
  const { fields } = await to.client.read(to.at, options);
  const last = data.at(-1);
  if (last === undefined || !sameData(fields, last)) return false;
  await to.client.remove(to.at, options);
  return true;
}
