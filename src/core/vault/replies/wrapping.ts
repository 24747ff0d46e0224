import { isObject, numberAt, objectAt, textAt, timeAt } from "../../json-shape.ts";
import { Secret } from "../../secrets/secret.ts";
import type { Unwrapped, WrappedToken, WrappingFacts } from "../client.ts";
import { parseFields } from "./fields.ts";
import { notVault } from "./not-vault.ts";
import { parseIssuedToken } from "./tokens.ts";

/** The `wrap_info` block of an answer that was kept for one reading. */
export function parseWrapped(body: unknown, server: string): WrappedToken {
  const info = objectAt(body, "wrap_info");
  const token = textAt(info, "token");
  if (token === undefined || token === "") throw notVault(server);
  return {
    token: Secret.of(token),
    accessor: textAt(info, "accessor") ?? "",
    ttl: numberAt(info, "ttl") ?? 0,
    created: timeAt(info, "creation_time"),
    madeAt: textAt(info, "creation_path") ?? "",
  };
}

/** `sys/wrapping/lookup`. Old releases give times as numbers of seconds in a text. */
export function parseWrappingFacts(body: unknown, server: string): WrappingFacts {
  const data = objectAt(body, "data");
  const madeAt = textAt(data, "creation_path");
  if (madeAt === undefined) throw notVault(server);
  const ttl = numberAt(data, "creation_ttl") ?? Number(textAt(data, "creation_ttl") ?? 0);
  return { madeAt, created: timeAt(data, "creation_time"), ttl: Number.isFinite(ttl) ? ttl : 0 };
}

/** A reading of KV v2 has its keys one level deeper, beside what the engine says of the version. */
function isVersioned(data: Readonly<Record<string, unknown>>, madeAt: string): boolean {
  return madeAt.includes("/data/") && numberAt(objectAt(data, "metadata"), "version") !== undefined;
}

/** What was kept: the answer of the call at `madeAt`. */
export function parseUnwrapped(body: unknown, madeAt: string, server: string): Unwrapped {
  if (!isObject(body)) throw notVault(server);
  if (isObject(body["auth"])) return { kind: "token", issued: parseIssuedToken(body, server) };
  const data = objectAt(body, "data");
  const fields = isVersioned(data, madeAt) ? objectAt(data, "data") : data;
  return { kind: "data", fields: parseFields(fields) };
}
