import { genericRules } from "./generic.ts";
import { github } from "./rules/github.ts";
import { jwt } from "./rules/jwt.ts";
import { npm } from "./rules/npm.ts";
import { prefixedFormats } from "./rules/prefixed.ts";
import { privateKey } from "./rules/private-key.ts";
import { vault } from "./rules/vault.ts";
import type { Rule, RuleName } from "./rule.ts";

/** Rules for formats of providers, the most specific first: of two that find the same text, the earlier one counts. */
export const formatRules: readonly Rule[] = [...github, ...npm, ...vault, ...jwt, ...privateKey, ...prefixedFormats];

const names: ReadonlyMap<string, RuleName> = new Map([...formatRules, ...genericRules].map((rule) => [rule.id, rule]));

/** How to speak of a rule; undefined for one that this version does not have. */
export function ruleName(id: string): RuleName | undefined {
  return names.get(id);
}
