import { endsInCrc32 } from "../checksums.ts";
import { prefixed } from "../format.ts";
import type { Rule } from "../rule.ts";

/** npm access tokens, https://github.blog/security/announcing-npms-new-access-token-format/ */
export const npm: readonly Rule[] = [
  prefixed({
    id: "npm-token",
    title: "npm token",
    prefixes: ["npm_"],
    rest: "[A-Za-z0-9]{36}",
    checksum: (token) => endsInCrc32(token, 4),
  }),
];
