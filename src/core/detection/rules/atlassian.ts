import { base64UrlText } from "../base64.ts";
import { beginsWithNumber } from "../numbered.ts";
import type { Rule } from "../rule.ts";

/** Personal access tokens of Jira, Confluence and Bitbucket Data Center: base64 of a number of twelve digits, a colon and twenty bytes. */
export const atlassian: readonly Rule[] = [
  beginsWithNumber({
    id: "atlassian-data-center-token",
    title: "Atlassian Data Center token",
    rest: "[A-Za-z0-9+/]{40}",
    check: (token) => /^\d{12}:/.test(base64UrlText(token)),
  }),
];
