import { ExpectedError, problemCode } from "../errors.ts";
import type { CallOptions } from "../vault/client.ts";
import type { SecretObject } from "../vault/types.ts";
import { type Copied, type CopyOrder, copySecret } from "./copy-secret.ts";
import { sameData } from "./same-data.ts";
import { pathOf, type SecretEnd } from "./secret-end.ts";
import { copyLeft, takeBack } from "./take-back.ts";

export interface Relocated extends Copied {
  /** `hidden`: the token may not remove the history (KV v2), so the old place shows as deleted. */
  readonly originalIs: "gone" | "hidden";
}

/**
 * Renames or moves a secret: copies it, makes sure that nobody changed the original meanwhile (`conflict`), then removes
 * the original with all its versions. Whatever fails before leaves the original, and takes the copy back as
 * `copySecret` does; where nobody can say whether the original is gone, the copy stays (`copy-left`).
 */
export async function relocateSecret(order: CopyOrder, options: CallOptions): Promise<Relocated> {
  const copied = await copySecret(order, options);
  try {
    await checkUnchanged(order.from, copied.original, options);
    return { ...copied, originalIs: await removeOriginal(order.from, copied.original, options) };
  } catch (error) {
    const original = await stateOf(order.from, options);
    if (original === "gone") return { ...copied, originalIs: "gone" };
    throw original === "there" ? await takeBack(copied.written, error, options) : copyLeft(order.to, error);
  }
}

async function checkUnchanged(from: SecretEnd, original: SecretObject, options: CallOptions): Promise<void> {
  const now = await from.client.read(from.at, options);
  if (now.version === original.version && sameData(now.fields, original.fields)) return;
  throw new ExpectedError({ code: "conflict", server: from.client.server, path: pathOf(from) });
}

async function removeOriginal(
  { client, at }: SecretEnd,
  { version }: SecretObject,
  options: CallOptions,
): Promise<Relocated["originalIs"]> {
  if (options.signal?.aborted === true) throw new ExpectedError({ code: "cancelled" });
  try {
    await client.destroy(at, "all", options);
    return "gone";
  } catch (error) {
    if (version === undefined || problemCode(error) !== "not-allowed") throw error;
    await client.remove(at, options);
    return "hidden";
  }
}

/** Where the original is after a removal that failed. Asked after a cancel too: without the signal. */
async function stateOf({ client, at }: SecretEnd, { audit }: CallOptions): Promise<"there" | "gone" | "unknown"> {
  try {
    await client.read(at, { audit: { ...audit, why: "is the original left" } });
    return "there";
  } catch (error) {
    if (problemCode(error) === undefined) throw error;
    return problemCode(error) === "not-found" ? "gone" : "unknown";
  }
}
