import { endsInCrc32 } from "../checksums.ts";
import { prefixed } from "../format.ts";
import type { Rule } from "../rule.ts";

/** GitHub tokens, https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github */
export const github: readonly Rule[] = [
  prefixed({
    id: "github-token",
    title: "GitHub token",
    prefixes: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
    rest: "[A-Za-z0-9]{36,251}|\\d{4,12}_eyJ[\\w-]{10,400}\\.[\\w-]{10,800}\\.[\\w-]{10,800}",
    variable: "GITHUB_TOKEN",
    checksum: (token) => endsInCrc32(token, 4),
  }),
  prefixed({
    id: "github-fine-grained-token",
    title: "GitHub fine-grained token",
    prefixes: ["github_pat_"],
    rest: "[A-Za-z0-9]{22}_[A-Za-z0-9]{59}|\\w{36,251}",
    variable: "GITHUB_TOKEN",
  }),
];
