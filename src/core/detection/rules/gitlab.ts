import { endsInCrc32Base36 } from "../checksums.ts";
import { prefixed } from "../format.ts";
import type { Rule } from "../rule.ts";

/** What follows `glpat-` and its kin since routable tokens: payload, version, its length and the checksum; the first had no version. */
const ROUTABLE = String.raw`[\w-]{27,300}\.(?:[0-9a-z]{2}\.)?[0-9a-z]{2}[0-9a-z]{7}`;

/** Tokens of GitLab, https://docs.gitlab.com/security/tokens/#token-prefixes */
export const gitlab: readonly Rule[] = [
  prefixed({
    id: "gitlab-token",
    title: "GitLab token",
    prefixes: [
      "glpat-",
      "gldt-",
      "glrt-",
      "glrtr-",
      "glptt-",
      "glft-",
      "glsoat-",
      "glagent-",
      "gloas-",
      "glcbt-",
      "glimt-",
      "glffct-",
      "glwt-",
    ],
    rest: String.raw`${ROUTABLE}|t\d_[\w-]{20,30}|[0-9a-zA-Z]{1,5}_[\w-]{20}|[\w-]{20}(?![\w-])|[\w-]{25,64}(?![\w-])`,
    variable: "GITLAB_TOKEN",
    checksum: (token) => !/\.01\.[0-9a-z]{9}$/.test(token) || endsInCrc32Base36(token),
  }),
  prefixed({
    id: "gitlab-runner-registration-token",
    title: "GitLab runner registration token",
    prefixes: ["GR1348941"],
    rest: String.raw`[\w-]{20,50}`,
  }),
  prefixed({
    id: "gitlab-session-cookie",
    title: "GitLab session cookie",
    prefixes: ["_gitlab_session="],
    rest: "[0-9a-z]{32}",
  }),
];
