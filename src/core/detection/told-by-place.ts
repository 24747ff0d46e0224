import { lineEnd, lineStart } from "./units.ts";
import type { Assignment } from "./assignments/assignment.ts";

/** True where what stands around tells that the value is none: its own name again, a sentence, a call that looks something up. */
export function isToldByPlace(text: string, assignment: Assignment, value: string): boolean {
  if (isToldByName(assignment, value) || isBadge(text, assignment)) return true;
  if (!/^[A-Za-z]+$/.test(value)) return false;
  return isLookUp(assignment) || isSentence(text, assignment) || isOwnName(text, assignment, value);
}

/** The name again, "pass 'x' to the function", a short word given to a key, a key's fingerprint. */
function isToldByName({ name, operator }: Assignment, value: string): boolean {
  if (name.toLowerCase() === value.toLowerCase() || (operator === " " && /^pass$/i.test(name))) return true;
  if (value.length < 8 && !/pass|pwd|pw|pin/i.test(name)) return /^[a-z]+\d?$/i.test(value);
  return FINGERPRINT.test(value) && /key|sign/i.test(name);
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
