import { prefixed } from "../format.ts";
import type { Rule } from "../rule.ts";

/** Identifiers of AWS IAM, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
export const aws: readonly Rule[] = [
  prefixed({
    id: "aws-access-key-id",
    title: "AWS access key ID",
    prefixes: ["AKIA", "ASIA", "ABIA", "ACCA", "AGPA", "AIDA", "AROA", "AIPA", "ANPA", "ANVA", "APKA", "ASCA"],
    rest: "[A-Z0-9]{16}",
    // Base 32 of the account's number and more; older ones also had 0, 1, 8 and 9.
    checksum: (id) => /^[A-Z2-7]{20}$/.test(id),
  }),
  prefixed({
    id: "aws-older-access-key-id",
    title: "AWS older access key ID",
    prefixes: ["A3T"],
    rest: "[A-Z0-9]{17}",
  }),
];
