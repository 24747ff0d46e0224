import { base64UrlText } from "../base64.ts";
import { prefixed } from "../format.ts";
import type { Rule } from "../rule.ts";

/** Base64 of three digits: how the number of a user begins. */
const FIRST = Array.from({ length: 900 }, (_, index) => encodedDigits(index + 100));

/** Bot tokens of Discord: base64 of the bot's number, a time, a signature (https://discord.com/developers/docs/reference#authentication). */
export const discord: readonly Rule[] = [
  prefixed({
    id: "discord-bot-token",
    title: "Discord bot token",
    prefixes: FIRST,
    rest: String.raw`[\w-]{18,26}\.[\w-]{6}\.[\w-]{27,40}`,
    checksum: (token) => /^\d{17,20}$/.test(base64UrlText(token.slice(0, token.indexOf(".")))),
  }),
];

/** RFC 4648 section 4 for three characters. */
function encodedDigits(number: number): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const bits = String(number)
    .split("")
    .reduce((sum, digit) => sum * 256 + digit.charCodeAt(0), 0);
  return [18, 12, 6, 0].map((shift) => alphabet.charAt((bits >> shift) & 63)).join("");
}
