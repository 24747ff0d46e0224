import { base64UrlText } from "../base64.ts";
import { prefixed } from "../format.ts";
import { beginsWithNumber } from "../numbered.ts";
import type { Rule } from "../rule.ts";

/** Bot tokens of Discord: base64 of the bot's number, a time, a signature (https://discord.com/developers/docs/reference#authentication). */
export const discord: readonly Rule[] = [
  beginsWithNumber({
    id: "discord-bot-token",
    title: "Discord bot token",
    rest: String.raw`[\w-]{18,26}\.[\w-]{6}\.[\w-]{27,40}`,
    checksum: (token) => /^\d{17,20}$/.test(base64UrlText(token.slice(0, token.indexOf(".")))),
  }),
  prefixed({
    id: "discord-user-token",
    title: "Discord user token",
    prefixes: ["mfa."],
    rest: String.raw`[\w-]{80,100}`,
  }),
];
