import { parseExactJson } from "../exact-json.ts";
import type { Call } from "./call.ts";
import { scalar, textOf } from "./inputs.ts";
import { time } from "./kv2-state.ts";
import { isJsonObject, type JsonObject, jsonObject } from "./note.ts";
import { envelope, noToken, ok, type Outcome, Refusal } from "./outcome.ts";
import { capabilities } from "./policies.ts";
import { findEntry, putEntry } from "./secrets.ts";
import { addToken, endToken, findToken, randomName, type Token, tokenKey } from "./tokens.ts";
import { isLive } from "./token-routes.ts";

const RESPONSE = "response";

/** Puts an answer into the cubbyhole of a new token that lives for one use, and answers with that token. */
export function wrap(call: Call, path: string, outcome: Outcome): Outcome {
  const { random } = call.rows.sealing;
  const id = `s.${randomName(random)}`;
  const accessor = randomName(random);
  const space = addToken(call.rows, id, {
    accessor,
    policies: ["response-wrapping"],
    displayName: "token",
    meta: null,
    path,
    numUses: 1,
    usesMade: 1,
    created: call.now,
    creationTtl: call.wrapTtl,
    ttl: call.wrapTtl,
    explicitMaxTtl: call.wrapTtl,
    period: 0,
    renewable: false,
    expires: call.now + call.wrapTtl * 1000,
    renewed: null,
    orphan: true,
    parent: null,
    children: [],
    wraps: path,
  });
  putEntry(call.rows, space, RESPONSE, { [RESPONSE]: JSON.stringify(envelope(outcome, random)) });
  const wrapped = outcome.auth?.["accessor"];
  const wrapInfo = {
    token: id,
    accessor,
    ttl: call.wrapTtl,
    creation_time: time(call.now),
    creation_path: path,
    ...(typeof wrapped === "string" ? { wrapped_accessor: wrapped } : {}),
  };
  return ok(null, { wrapInfo });
}

/** POST sys/wrapping/wrap: the body comes back, and the header that asked for wrapping does the rest. */
export function wrapBody(call: Call): Outcome {
  if (call.wrapTtl <= 0) throw new Refusal(400, ["endpoint requires response wrapping to be used"]);
  return ok(call.body);
}

/** POST sys/wrapping/lookup: says what a wrapping token is of, costs no use and needs no right. */
export function wrappingLookup(call: Call): Outcome {
  const { note } = wrappingToken(call);
  return ok({ creation_path: note.wraps, creation_time: time(note.created), creation_ttl: note.creationTtl });
}

/** POST sys/wrapping/unwrap, with the wrapping token as the caller or in the body. */
export function unwrap(call: Call): Outcome {
  const wrapping = wrappingToken(call);
  if (wrapping.id !== call.presented) authorizeUnwrap(call);
  const response = responseOf(call, wrapping);
  endToken(call.rows, wrapping.key);
  return {
    status: 200,
    form: "envelope",
    data: objectOrNull(response["data"]),
    ...(isJsonObject(response["auth"]) ? { auth: response["auth"] } : {}),
    ...(isJsonObject(response["wrap_info"]) ? { wrapInfo: response["wrap_info"] } : {}),
    ...(Array.isArray(response["warnings"]) ? { warnings: response["warnings"].map(String) } : {}),
    ...(typeof response["lease_duration"] === "number" ? { leaseDuration: response["lease_duration"] } : {}),
  };
}

/** POST sys/wrapping/rewrap {token}: the same answer under a new token. */
export function rewrap(call: Call): Outcome {
  const wrapping = wrappingToken(call);
  const response = responseOf(call, wrapping);
  const auth = isJsonObject(response["auth"]) ? { auth: response["auth"] } : {};
  endToken(call.rows, wrapping.key);
  const again = { ...call, wrapTtl: wrapping.note.creationTtl };
  const outcome = wrap(again, wrapping.note.wraps ?? "", ok(objectOrNull(response["data"]), auth));
  // The servers do not look into what they wrap again.
  const { wrapped_accessor: _, ...wrapInfo } = outcome.wrapInfo ?? {};
  return { ...outcome, wrapInfo };
}

function objectOrNull(value: unknown): JsonObject | null {
  return isJsonObject(value) ? value : null;
}

/** The wrapping token a call names or comes with. Throws the servers' refusals where it is none. */
export function wrappingToken(call: Call): Token {
  const given = textOf(call.body, "token");
  const id = given ?? call.presented ?? "";
  if (id === "") {
    const why = given === undefined ? "token is empty" : "empty token in request body";
    throw new Refusal(403, [`error validating wrapping token: ${why}`]);
  }
  const token = findWrapping(call);
  if (token === undefined) throw new Refusal(400, ["wrapping token is not valid or does not exist"]);
  return token;
}

/** The living wrapping token a call names or comes with; undefined where there is none. */
export function findWrapping(call: Call): Token | undefined {
  const id = textOf(call.body, "token") ?? call.presented ?? "";
  const token = findToken(call.rows, tokenKey(call.rows.sealing, id), id);
  return token && isLive(token, call.now) && token.note.wraps !== null ? token : undefined;
}

function responseOf(call: Call, { row }: Token): JsonObject {
  const found = row && findEntry(call.rows, row, RESPONSE, jsonObject);
  const parsed = parseExactJson(scalar(found?.content[RESPONSE]) || "null");
  if (!isJsonObject(parsed)) throw new Refusal(400, ["wrapping token is not valid or does not exist"]);
  return parsed;
}

/** Throws where the caller of an unwrap with a token in the body has no right to it. */
function authorizeUnwrap(call: Call): void {
  if (call.token === undefined) throw noToken();
  const allowed = capabilities(call.token.note.policies, "sys/wrapping/unwrap");
  if (!allowed.includes("root") && !allowed.includes("update")) throw noToken();
}
