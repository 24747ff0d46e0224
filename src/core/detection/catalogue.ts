import { genericRules } from "./generic.ts";
import { github } from "./rules/github.ts";
import { jwt } from "./rules/jwt.ts";
import { npm } from "./rules/npm.ts";
import { prefixedFormats } from "./rules/prefixed.ts";
import { privateKey } from "./rules/private-key.ts";
import { vault } from "./rules/vault.ts";
import type { Rule, RuleKind, RuleName } from "./rule.ts";

/** Rules for formats of providers, the most specific first: of two that find the same text, the earlier one counts. */
export const formatRules: readonly Rule[] = [...github, ...npm, ...vault, ...jwt, ...privateKey, ...prefixedFormats];

const names: ReadonlyMap<string, RuleName> = new Map(
  [...formatRules, ...genericRules].map((rule) => [rule.id, rule]),
);

/** Names of all rules that are built in. */
export function ruleNames(): Iterable<RuleName> {
  return names.values();
}

/** Proper name of a rule, for example `Stripe live key` or `password`; the id itself where no rule has it. */
export function ruleTitle(id: string): string {
  return names.get(id)?.title ?? id;
}

/** What its messages speak of: the secret's format, or what it is given to. Unknown ids count as formats. */
export function ruleKind(id: string): RuleKind {
  return names.get(id)?.kind ?? "format";
}
