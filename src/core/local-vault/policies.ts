import type { Call } from "./call.ts";
import { denied } from "./outcome.ts";
import { ownEntry } from "./own-entry.ts";

export type Capability = "create" | "read" | "update" | "delete" | "list" | "patch" | "root" | "deny" | "sudo";

type Rule = readonly [path: string, capabilities: readonly Capability[]];

/** The servers' `default` policy as far as the local vault has the paths (OpenBao 2.7.2, `sys/policies/acl/default`). */
const DEFAULT: readonly Rule[] = [
  ["auth/token/lookup-self", ["read"]],
  ["auth/token/renew-self", ["update"]],
  ["auth/token/revoke-self", ["update"]],
  ["sys/capabilities-self", ["update"]],
  ["sys/internal/ui/resultant-acl", ["read"]],
  ["sys/leases/renew", ["update"]],
  ["sys/leases/lookup", ["update"]],
  ["cubbyhole/*", ["create", "delete", "list", "read", "update"]],
  ["sys/wrapping/wrap", ["update"]],
  ["sys/wrapping/lookup", ["update"]],
  ["sys/wrapping/unwrap", ["update"]],
  ["sys/tools/hash", ["update"]],
  ["sys/tools/hash/*", ["update"]],
];

const WRAPPING: readonly Rule[] = [
  ["cubbyhole/response", ["create", "read"]],
  ["sys/wrapping/unwrap", ["update"]],
  ["auth/token/revoke-self", ["update"]],
];

const POLICIES: Readonly<Record<string, readonly Rule[]>> = { default: DEFAULT, "response-wrapping": WRAPPING };

/** The names a token can be given and that mean something. */
export const POLICY_NAMES = ["default", "root"];

/** What these policies allow at a path: sorted, `deny` for nothing, `root` for everything. */
export function capabilities(policies: readonly string[], path: string): readonly Capability[] {
  if (policies.includes("root")) return ["root"];
  const found = policies
    .flatMap((name) => ownEntry(POLICIES, name) ?? [])
    .filter(([pattern]) => (pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern))
    .flatMap(([, allowed]) => allowed);
  return found.length === 0 ? ["deny"] : [...new Set(found)].toSorted();
}

/** True where these policies allow anything at or below a path. */
export function reachesInto(policies: readonly string[], mount: string): boolean {
  if (policies.includes("root")) return true;
  const rules = policies.flatMap((name) => ownEntry(POLICIES, name) ?? []);
  return rules.some(([pattern]) => pattern.replace("*", "").startsWith(mount));
}

/** Throws the servers' 403 where the call's token lacks the right. Lists are asked with a slash at the end. */
export function authorize(call: Call): void {
  const policies = call.token?.note.policies ?? [];
  const path = call.operation === "list" && !call.path.endsWith("/") ? `${call.path}/` : call.path;
  const allowed = capabilities(policies, path);
  if (allowed.includes("root")) return;
  const wanted: readonly Capability[] = call.operation === "update" ? ["update", "create"] : [call.operation];
  if (!wanted.some((capability) => allowed.includes(capability))) throw denied();
}
