import { buildAutomaton, type Automaton } from "./automaton.ts";
import { genericKeywords } from "./generic.ts";
import { commonRun, NO_RUN } from "./leading-run.ts";
import type { Rule } from "./rule.ts";

/** What looks for secrets at each keyword. */
export interface RuleIndex {
  readonly automaton: Automaton;
  readonly keywords: readonly IndexedKeyword[];
}

export interface IndexedKeyword {
  readonly length: number;
  readonly groups: readonly RuleGroup[];
  /** Of these, the rules that look far. */
  farGroups(): readonly RuleGroup[];
  /** True where a name that holds the keyword may be given a secret. */
  readonly isGeneric: boolean;
}

/** Rules that are tried where the same look at a place says so. */
export interface RuleGroup {
  readonly mayBeAt: NonNullable<Rule["mayBeAt"]>;
  readonly rules: readonly Rule[];
}

/** Rules by their keywords. For rules of one keyword their order is kept. */
export function indexRules(rules: readonly Rule[]): RuleIndex {
  const byKeyword = new Map<string, Rule[]>(genericKeywords.map((keyword) => [keyword, []]));
  for (const rule of rules) {
    for (const keyword of new Set(rule.keywords)) {
      const listed = byKeyword.get(keyword);
      if (listed === undefined) byKeyword.set(keyword, [rule]);
      else listed.push(rule);
    }
  }
  const generic = new Set(genericKeywords);
  return {
    automaton: buildAutomaton(
      Array.from(byKeyword, ([text, listed]) => ({
        text,
        standsFree: !generic.has(text) && listed.every((rule) => rule.standsFree?.(text) === true),
        follow: () => (generic.has(text) ? NO_RUN : commonRun(listed.map((rule) => rule.follows?.() ?? NO_RUN))),
      })),
    ),
    keywords: Array.from(byKeyword, ([keyword, listed]) => indexed(keyword, listed, generic.has(keyword))),
  };
}

function indexed(keyword: string, rules: readonly Rule[], isGeneric: boolean): IndexedKeyword {
  let far: readonly RuleGroup[] | undefined;
  return {
    length: keyword.length,
    groups: grouped(rules),
    isGeneric,
    farGroups: () => (far ??= grouped(rules.filter((rule) => rule.looksFar?.() === true))),
  };
}

function grouped(rules: readonly Rule[]): readonly RuleGroup[] {
  const looks = new Map<RuleGroup["mayBeAt"], Rule[]>();
  for (const rule of rules) {
    const look = rule.mayBeAt ?? always;
    const sharing = looks.get(look);
    if (sharing === undefined) looks.set(look, [rule]);
    else sharing.push(rule);
  }
  return Array.from(looks, ([mayBeAt, sharing]) => ({ mayBeAt, rules: sharing }));
}

function always(): boolean {
  return true;
}
