import type { Call } from "./call.ts";
import { formatShortDuration, parseDuration } from "./durations.ts";
import { flagOf, integer, objectOf, scalar, texts, textOf, unrecognized } from "./inputs.ts";
import type { JsonObject } from "./note.ts";
import { ok, type Outcome, Refusal } from "./outcome.ts";
import { POLICY_NAMES } from "./policies.ts";
import { addToken, findToken, randomName, type Token, tokenKey, type TokenNote } from "./tokens.ts";

/** 768 hours: what a token can live at most, and lives where nothing is asked for. */
export const MAX_TTL = 2_764_800;

const FIELDS = [
  "display_name",
  "entity_alias",
  "explicit_max_ttl",
  "id",
  "lease",
  "meta",
  "no_default_policy",
  "no_parent",
  "num_uses",
  "period",
  "policies",
  "renewable",
  "ttl",
  "type",
];

/** POST auth/token/create and create-orphan. */
export function createToken(call: Call, parent: Token, orphaned: boolean): Outcome {
  if (parent.note.numUses === -1) throw new Refusal(400, ["parent token lookup failed: no parent found"]);
  if (parent.note.numUses !== 0) throw new Refusal(400, ["restricted use token cannot generate child tokens"]);
  const { body } = call;
  const policies = policiesOf(body, parent);
  checkType(body, policies);
  const numUses = usesOf(body);
  const times = timesOf(body, policies, parent);
  const { id, warnings } = idOf(call);
  const note = noteOf(call, { policies, numUses, times, parent, orphaned });
  addToken(call.rows, id, note);
  const unknown = policies.filter((name) => !POLICY_NAMES.includes(name) && name !== "response-wrapping");
  const all = [
    ...times.warnings,
    ...warnings,
    ...unknown.map((name) => `Policy ${JSON.stringify(name)} does not exist`),
    ...unrecognized(body, FIELDS),
  ];
  return ok(null, { auth: authFields(note, id), ...(all.length > 0 ? { warnings: all } : {}) });
}

function usesOf(body: JsonObject): number {
  const numUses = integer(body, "num_uses", "Field validation failed: ") ?? 0;
  if (numUses < 0) throw new Refusal(400, ["number of uses cannot be negative"]);
  return numUses;
}

interface Decided {
  readonly policies: readonly string[];
  readonly numUses: number;
  readonly times: ReturnType<typeof timesOf>;
  readonly parent: Token;
  readonly orphaned: boolean;
}

function noteOf(call: Call, { policies, numUses, times, parent, orphaned }: Decided): TokenNote {
  const { body } = call;
  const orphan = orphaned || flagOf(body, "no_parent", "Field validation failed: ") === true;
  return {
    accessor: randomName(call.rows.sealing.random),
    policies,
    displayName: displayName(textOf(body, "display_name")),
    meta: metaOf(body),
    path: `auth/token/${orphaned ? "create-orphan" : "create"}`,
    numUses,
    usesMade: numUses,
    created: call.now,
    creationTtl: times.ttl,
    ttl: times.ttl,
    explicitMaxTtl: times.explicitMax,
    period: times.period,
    renewable: times.ttl > 0 && (flagOf(body, "renewable", "Field validation failed: ") ?? true),
    expires: times.ttl > 0 ? call.now + times.ttl * 1000 : null,
    renewed: null,
    orphan,
    // The owner's token is of one process; what is made with it hangs on the vault.
    parent: orphan || parent.owner ? null : parent.key,
    children: [],
    wraps: null,
  };
}

/** The `auth` part of an answer that hands out or renews a token. */
export function authFields(note: TokenNote, id: string): JsonObject {
  return {
    client_token: id,
    accessor: note.accessor,
    policies: note.policies,
    ...(note.policies.length > 0 ? { token_policies: note.policies } : {}),
    metadata: note.meta,
    lease_duration: Math.trunc(note.ttl),
    renewable: note.renewable,
    entity_id: "",
    token_type: "service",
    orphan: note.orphan,
    mfa_requirement: null,
    num_uses: note.usesMade,
  };
}

function policiesOf(body: JsonObject, parent: Token): readonly string[] {
  const given = body["policies"];
  const asked = typeof given === "string" ? [given] : texts(body, "policies");
  const named = (asked === undefined || asked.length === 0 ? parent.note.policies : asked).map((name) =>
    name.toLowerCase(),
  );
  if (named.includes("root")) return ["root"];
  const without = flagOf(body, "no_default_policy", "Field validation failed: ") === true;
  const rest = named.filter((name) => name !== "default");
  return [...new Set(without ? rest : [...rest, "default"])].toSorted();
}

function checkType(body: JsonObject, policies: readonly string[]): void {
  const type = textOf(body, "type") ?? "";
  if (type === "batch") {
    const why = policies.includes("root")
      ? "batch tokens cannot be root tokens"
      : "the local vault makes no batch tokens";
    throw new Refusal(400, [why]);
  }
  if (type !== "" && type !== "service") throw new Refusal(400, ["invalid 'token_type' value"]);
}

function duration(body: JsonObject, field: string): number {
  const parsed = parseDuration(body[field]);
  if (typeof parsed !== "number") throw new Refusal(400, [parsed.bad]);
  if (parsed < 0) throw new Refusal(400, [`${field} must be positive`]);
  return Math.trunc(parsed);
}

function timesOf(body: JsonObject, policies: readonly string[], parent: Token) {
  const explicitMax = duration(body, "explicit_max_ttl");
  const period = duration(body, "period");
  const asked = duration(body, "ttl") || duration(body, "lease");
  const eternal = policies.includes("root") && asked + explicitMax + period === 0;
  if (eternal && parent.note.expires !== null) {
    throw new Refusal(400, ["expiring root tokens cannot create non-expiring root tokens"]);
  }
  if (eternal) return { ttl: 0, explicitMax, period, warnings: [] };
  const wished = period || asked || MAX_TTL;
  return { ...capped(wished, explicitMax, wished !== MAX_TTL), explicitMax, period };
}

/** Cuts a lifetime to what is allowed; warns as the servers do where something else was asked for. */
export function capped(
  wished: number,
  explicitMax: number,
  asked = true,
): { ttl: number; warnings: readonly string[] } {
  const most = explicitMax > 0 ? Math.min(MAX_TTL, explicitMax) : MAX_TTL;
  if (wished <= most) return { ttl: wished, warnings: [] };
  const warning = `TTL of "${formatShortDuration(wished)}" exceeded the effective max_ttl of "${formatShortDuration(most)}"; TTL value is capped accordingly`;
  return { ttl: most, warnings: asked ? [warning] : [] };
}

function idOf(call: Call): { readonly id: string; readonly warnings: readonly string[] } {
  const given = textOf(call.body, "id") ?? "";
  if (given === "") return { id: `s.${randomName(call.rows.sealing.random)}`, warnings: [] };
  if (given.startsWith("s.")) throw new Refusal(400, ["custom token ID cannot have the 's.' prefix"]);
  if (given.includes(".")) throw new Refusal(400, ["custom token ID cannot have a '.' in the value"]);
  if (findToken(call.rows, tokenKey(call.rows.sealing, given))) {
    throw new Refusal(400, ["cannot create a token with a duplicate ID"]);
  }
  const warning =
    "Supplying a custom ID for the token uses the weaker SHA1 hashing instead of the more secure SHA2-256 HMAC " +
    "for token obfuscation. SHA1 hashed tokens on the wire leads to less secure lookups.";
  return { id: given, warnings: [warning] };
}

function displayName(given: string | undefined): string {
  const clean = (given ?? "").replaceAll(/[^\dA-Za-z-]/g, "-").replace(/-$/, "");
  return clean === "" ? "token" : `token-${clean}`;
}

function metaOf(body: JsonObject): TokenNote["meta"] {
  const given = body["meta"];
  if (typeof given === "string") {
    const why = 'error converting input for field "meta": invalid key pair at index 0 in field "meta"';
    throw new Refusal(400, [`Field validation failed: ${why}`]);
  }
  const meta = objectOf(body, "meta");
  return meta === undefined
    ? null
    : Object.fromEntries(Object.entries(meta).map(([key, value]) => [key, scalar(value)] as const));
}
