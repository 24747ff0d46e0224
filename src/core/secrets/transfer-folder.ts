import { ExpectedError, type Problem } from "../errors.ts";
import type { CallOptions } from "../vault/client.ts";
import { type Copied, type CopyOrder, copySecret } from "./copy-secret.ts";
import { relocateSecret } from "./relocate-secret.ts";
import { checkTarget, pathOf, type SecretEnd } from "./secret-end.ts";
import { secretsBelow } from "./secrets-below.ts";

/** A folder with all that is below it, to be copied or moved to another folder. */
export interface FolderOrder extends CopyOrder {
  readonly kind: "copy" | "move";
  /** Only these paths below it; all that is there where it is not given. */
  readonly only?: readonly string[];
  /** Hears before each secret how many are done. */
  readonly progress?: (done: number, total: number) => void;
}

/** What became of each secret, by its path below the folder. */
export interface FolderReport {
  readonly done: readonly { readonly path: string; readonly copied: Copied }[];
  readonly failed: readonly { readonly path: string; readonly problem: Problem }[];
  /** Not tried: cancelled, or the server stopped answering; the reason is `stopped`. */
  readonly left: readonly string[];
  readonly stopped: Problem | undefined;
}

/**
 * Copies or moves a folder, one secret after the other, each as `copySecret` or `relocateSecret` does. What fails for one
 * secret does not stop the others. Throws before anything is written where the folder cannot be listed, lies in itself
 * (`bad-path`), or is empty (`not-found`).
 */
export async function transferFolder(order: FolderOrder, options: CallOptions): Promise<FolderReport> {
  const { from, to } = order;
  checkTarget(from, to);
  if (isInside(from, to)) throw new ExpectedError({ code: "bad-path", path: pathOf(to), reason: "it lies in itself" });
  const paths = order.only ?? (await secretsBelow(from, options));
  if (paths.length === 0) {
    const { server } = from.client;
    throw new ExpectedError({ code: "not-found", server, path: pathOf(from), similar: undefined });
  }
  return transferAll(order, paths, options);
}

async function transferAll(order: FolderOrder, paths: readonly string[], options: CallOptions): Promise<FolderReport> {
  const done: FolderReport["done"][number][] = [];
  const failed: FolderReport["failed"][number][] = [];
  for (const [index, path] of paths.entries()) {
    order.progress?.(index, paths.length);
    const outcome = await attempt(order, path, options);
    if (!("code" in outcome)) done.push({ path, copied: outcome });
    else if (ABOUT_ONE.has(outcome.code)) failed.push({ path, problem: outcome });
    else return { done, failed, left: paths.slice(index), stopped: outcome };
  }
  return { done, failed, left: [], stopped: undefined };
}

/** Problems of one secret; any other would meet the next one too. */
const ABOUT_ONE: ReadonlySet<Problem["code"]> = new Set([
  "conflict",
  "not-found",
  "version-gone",
  "not-allowed",
  "too-large",
  "rejected",
  "bad-path",
  "bad-input",
  "copy-left",
] satisfies Problem["code"][]);

async function attempt(order: FolderOrder, path: string, options: CallOptions): Promise<Copied | Problem> {
  if (options.signal?.aborted === true) return { code: "cancelled" };
  const one = { ...order, from: belowEnd(order.from, path), to: belowEnd(order.to, path) };
  try {
    return await (order.kind === "copy" ? copySecret(one, options) : relocateSecret(one, options));
  } catch (error) {
    if (error instanceof ExpectedError) return error.problem;
    throw error;
  }
}

function belowEnd({ client, at }: SecretEnd, path: string): SecretEnd {
  return { client, at: { mount: at.mount, path: at.path === "" ? path : `${at.path}/${path}` } };
}

function isInside(from: SecretEnd, to: SecretEnd): boolean {
  return from.client.server === to.client.server && pathOf(to).startsWith(`${pathOf(from)}/`);
}
