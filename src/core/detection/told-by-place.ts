import { lineEnd, lineStart } from "./units.ts";
import type { Assignment } from "./assignments/assignment.ts";

/** True where what stands around tells that the value is none: its own name again, a sentence, a call that looks something up. */
export function isToldByPlace(text: string, assignment: Assignment, value: string): boolean {
  if (UNMISTAKABLE.test(value) || isToldByName(assignment, value) || isBadge(text, assignment)) return true;
  if (!/^[A-Za-z]+$/.test(value)) return false;
  return isLookUp(assignment) || isSentence(text, assignment) || isOwnName(text, assignment, value);
}

/**
 * How tokens of providers begin whose formats have rules of their own: what begins so and was not found by them has the wrong
 * length or characters, as samples have.
 */
const UNMISTAKABLE =
  /^(?:gh[pousr]_|github_pat_|gl(?:pat|dt|rt|ptt|ft|soat|agent|oas|cbt|imt|ffct|sa|c)[-_]|npm_|figd_|gsk_|hv[sbr]\.|do[opr]_v1_|shp(?:at|ca|pa|ss)_|sk_live_|rk_live_|whsec_|AIza|pypi-AgE|dckr_pat_|rubygems_|CLOJARS_|sntry[suar]_|lin_(?:api|oauth)_|PMAK-|NRAK-|ATATT3|ATBB|sk-(?:ant|proj|svcacct|admin|or-v1)-|hf_|r8_|pplx-|nfp_|dapi[0-9a-f]|EZ[AT]K|rdme_|sbp_|pscale_|dt0[cs]0\d\.|tskey-|lsv2_|xkeysib-|ops_eyJ|AGE-SECRET-KEY-|GOCSPX-|ya29\.|px-api-)/;

/** The name again, "pass 'x' to the function", a short word given to a key, a key's fingerprint. */
function isToldByName({ name, operator }: Assignment, value: string): boolean {
  if (
    withoutDigits(name) === withoutDigits(value) ||
    ((operator === " " || operator === "words") && /^pass$/i.test(name))
  )
    return true;
  if (isEndOfName(name, value)) return true;
  if (value.length < 8 && /key/i.test(name) && !/pass|pwd|secret|token/i.test(name)) return /^[a-z]+\d?$/i.test(value);
  return FINGERPRINT.test(value) && /key|sign/i.test(name);
}

/** `decapsulationKey768` is given `DecapsulationKey1024`; a single digit behind a word people do take for a password. */
function withoutDigits(text: string): string {
  return text.toLowerCase().replace(/\d{2,4}$/, "");
}

/** `opAssignPrivateAddresses = "AssignPrivateAddresses"` */
function isEndOfName(name: string, value: string): boolean {
  return value.length >= 10 && /^[A-Za-z]+$/.test(value) && name.toLowerCase().endsWith(value.toLowerCase());
}

/** The token of a badge is for everybody who sees it. */
function isBadge(text: string, { nameStart }: Assignment): boolean {
  return text.slice(Math.max(0, nameStart - 10), nameStart) === "badge.svg?";
}

function isLookUp({ name, operator }: Assignment): boolean {
  return operator === "(" && LOOK_UP.test(name);
}

/** PGP writes fingerprints in 40 capital hex digits. */
const FINGERPRINT = /^(?:0x)?(?=[0-9A-F]{0,39}[A-F])[0-9A-F]{40}$/;
/** Methods that take the name of something rather than a secret. */
const LOOK_UP =
  /(?:^|\.)(?:new|create|get|parse|make|has|is|find|lookup|fetch|read|load|match|expect|skip|peek|next|consume|feed|generate|build|register|remove|delete|pre|post)(?:[A-Z_]|[a-z]*$)/;

/** A bare word with more words behind it on its line: a message, not a value. */
function isSentence(text: string, { quote, operator, end }: Assignment): boolean {
  if (quote !== "" || (operator !== "=" && operator !== ":")) return false;
  return /^[ \t]+[\p{L}\\][\p{L}\d\\'’-]{1,40}(?:[.!?,]?[ \t]*$|[ \t,]+[\p{L}\\])/u.test(
    text.slice(end, lineEnd(text, end, 100)),
  );
}

/** True where the same word stands on the line as a user's or a database's name: `user=shop password=shop` is a sample. */
function isOwnName(text: string, { nameStart, end }: Assignment, value: string): boolean {
  if (value.length < 3 || value.length > 20) return false;
  const around = `${text.slice(lineStart(text, nameStart, 160), nameStart)}\n${text.slice(end, lineEnd(text, end, 160))}`;
  // Most lines name no user: look for that before building a pattern.
  if (!/user|login|uid|database|db/i.test(around)) return false;
  return new RegExp(`(?:user(?:name)?|login|uid|database|dbname|db)["']?[ ]?[=:][ ]?["']?${value}\\b`, "i").test(
    around,
  );
}
