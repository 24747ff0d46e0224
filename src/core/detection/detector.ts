import { buildAutomaton, type Automaton } from "./automaton.ts";
import { assignmentAt } from "./assignments/scan.ts";
import { wordsOf } from "./assignments/name.ts";
import { isPlainWord } from "./assignments/plain-word.ts";
import { isPlaceForSecret, isPlaceholder } from "./assignments/rejects.ts";
import { formatRules } from "./catalogue.ts";
import { genericKeywords, ruleForName } from "./generic.ts";
import { extensionOf, languageOf } from "./languages.ts";
import { isNoAwsKey, isPlainlySecret, speaksOfSomethingElse } from "./model/evidence.ts";
import { logOddsOfSecret } from "./model/model.ts";
import { nameBefore } from "./name-before.ts";
import { createNesting } from "./nesting.ts";
import { isReferenceAround } from "./references.ts";
import { findingsFrom, type Candidate } from "./resolve.ts";
import { isToldByPlace } from "./told-by-place.ts";
import type { Assignment } from "./assignments/assignment.ts";
import type { Finding, ScanContext, Severity } from "./finding.ts";
import type { Match, Place, Rule } from "./rule.ts";

/** Where the model becomes sure enough to say so, and where it becomes worth a look: logarithms of the odds. */
const LIKELY_ODDS = 1;
const POSSIBLE_ODDS = LIKELY_ODDS - 2;
/** How much surer it must be where the name's last word speaks of an id, a time, a hash. */
const OTHER_NOUN = 2;

export interface DetectorOptions {
  /** Rules besides those that are built in. */
  readonly rules?: readonly Rule[];
}

export interface Detector {
  /** All secrets of a text, in the order of their places, none overlapping another. Never throws. */
  scan(text: string, context: ScanContext): readonly Finding[];
}

/** An engine that is ready to scan any number of texts. It holds tables only, nothing of what it scanned. */
export function createDetector(options: DetectorOptions = {}): Detector {
  const rules = [...(options.rules ?? []), ...formatRules];
  const index = indexRules(rules);
  return {
    scan(text, context) {
      return findingsFrom(text, context, candidatesAt(text, context.path, index));
    },
  };
}

interface RuleIndex {
  readonly automaton: Automaton;
  readonly keywords: readonly string[];
  /** For each keyword the rules that want to look there; none for a keyword of generic assignments. */
  readonly rules: readonly (readonly RuleGroup[])[];
}

/** Rules that are tried where the same look at a place says so. */
interface RuleGroup {
  readonly mayBeAt: Rule["mayBeAt"];
  readonly rules: Rule[];
}

function indexRules(rules: readonly Rule[]): RuleIndex {
  const byKeyword = new Map<string, Rule[]>(genericKeywords.map((keyword) => [keyword, []]));
  for (const rule of rules) {
    for (const keyword of new Set(rule.keywords)) {
      const listed = byKeyword.get(keyword);
      if (listed === undefined) byKeyword.set(keyword, [rule]);
      else listed.push(rule);
    }
  }
  const keywords = [...byKeyword.keys()];
  return { automaton: buildAutomaton(keywords), keywords, rules: [...byKeyword.values()].map(grouped) };
}

function grouped(rules: readonly Rule[]): readonly RuleGroup[] {
  const groups: RuleGroup[] = [];
  for (const rule of rules) {
    const group = groups.find(({ mayBeAt }) => mayBeAt !== undefined && mayBeAt === rule.mayBeAt);
    if (group === undefined) groups.push({ mayBeAt: rule.mayBeAt, rules: [rule] });
    else group.rules.push(rule);
  }
  return groups;
}

function candidatesAt(text: string, path: string, index: RuleIndex): readonly Candidate[] {
  const language = languageOf(path);
  const hits = index.automaton.find(text, 0, text.length);
  const candidates: Candidate[] = [];
  const nesting = createNesting();
  for (let i = 0; i < hits.count; i++) {
    const number = hits.keyword(i);
    const end = hits.end(i);
    const start = end - (index.keywords[number]?.length ?? 0);
    for (const { mayBeAt, rules } of index.rules[number] ?? []) {
      if (mayBeAt?.(text, start, end) === false) continue;
      const place: Place = { text, path, start, end };
      for (const rule of rules) {
        for (const match of rule.find(place)) candidates.push(formatCandidate(rule, place, match));
      }
    }
    if (number < genericKeywords.length && !nesting.isTooDeep(start)) {
      const place: Place = { text, path, start, end };
      const assignment = assignmentAt(place, language);
      if (assignment === undefined) continue;
      nesting.add(assignment.end);
      add(candidates, assignmentCandidate(place, assignment));
    }
  }
  return candidates;
}

function add(candidates: Candidate[], candidate: Candidate | undefined): void {
  if (candidate !== undefined) candidates.push(candidate);
}

function formatCandidate(rule: Rule, place: Place, match: Match): Candidate {
  return {
    rule: rule.id,
    start: match.start,
    end: match.end,
    severity: match.severity,
    assignedTo: nameBefore(place.text, match.start),
    variable: rule.variable,
    specific: true,
  };
}

function assignmentCandidate(place: Place, assignment: Assignment): Candidate | undefined {
  const { start, end, name } = assignment;
  const value = place.text.slice(start, end);
  if (isPlainWord(name, value) || isPlaceForSecret(value) || isReferenceAround(place.text, start)) return undefined;
  const severity = severityOf(place, assignment, value);
  if (severity === undefined) return undefined;
  const rule = ruleForName(wordsOf(name));
  return { rule: rule.id, start, end, severity, assignedTo: name, variable: rule.title.toUpperCase(), specific: false };
}

function severityOf({ text, path }: Place, assignment: Assignment, value: string): Severity | undefined {
  if (isToldByPlace(text, assignment, value) || isNoAwsKey(assignment.name, value)) return undefined;
  const odds = logOddsOfSecret({ text, extension: extensionOf(path), assignment });
  const needed = speaksOfSomethingElse(assignment.name) ? LIKELY_ODDS + OTHER_NOUN : LIKELY_ODDS;
  if (odds >= needed || (isPlainlySecret(assignment, value) && !isPlaceholder(value))) return "likely";
  return odds >= POSSIBLE_ODDS ? "possible" : undefined;
}
