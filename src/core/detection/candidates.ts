import { nameAround } from "./assignments/name.ts";
import { assignmentTo } from "./assignments/scan.ts";
import { Density, DENSITY_REACH } from "./density.ts";
import { gradeAssignment } from "./grade-assignment.ts";
import { languageOf, type Language } from "./languages.ts";
import type { Automaton } from "./automaton.ts";
import type { Hits } from "./hits.ts";
import type { Candidate } from "./resolve.ts";
import type { Match, Place, Rule, Span } from "./rule.ts";
import type { IndexedKeyword, RuleIndex } from "./rule-index.ts";

/** A candidate, the offset after the keyword that led to it, and whether its rule looks far. */
export interface Located {
  readonly at: number;
  readonly looksFar: boolean;
  readonly candidate: Candidate;
}

/** Where keywords are looked at: those that end in (`from`, `to`]. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Source {
  readonly text: string;
  readonly path: string;
  /** The text in UTF-8, or with a byte for each UTF-16 unit: where a whole text is looked at, it need not be written again. */
  readonly bytes?: Uint8Array | undefined;
}

/**
 * What the rules make of the keywords of a stretch, in the order of the keywords. Nothing but the text decides.
 *
 * @param near outside of these only rules that look far are tried; everywhere all of them, where it is not given
 */
export function candidatesIn(
  source: Source,
  { from, to }: Stretch,
  { automaton, keywords }: RuleIndex,
  near?: readonly Stretch[],
): readonly Located[] {
  const { text, path } = source;
  const names = new NameReader(path);
  const density = new Density();
  const located: Located[] = [];
  const hits = hitsIn(source, { from: Math.max(0, from - DENSITY_REACH), to }, automaton);
  for (let i = 0; i < hits.count; i++) {
    const keyword = keywords[hits.keyword(i)] ?? NO_KEYWORD;
    const end = hits.end(i);
    const mayBeGiven = keyword.isGeneric && !density.add(text, end);
    if (end <= from) continue;
    const start = end - keyword.length;
    const isNear = isIn(near, end);
    for (const group of isNear ? keyword.groups : keyword.farGroups()) {
      // Most places of keywords end here.
      if (group.mayBeAt(text, start, end)) addMatches(located, group.rules, { text, path, start, end });
    }
    if (isNear && mayBeGiven) names.read(located, { text, path, start, end });
  }
  return located;
}

function hitsIn({ text, bytes }: Source, { from, to }: Stretch, automaton: Automaton): Hits {
  return bytes === undefined ? automaton.find(text, from, to) : automaton.findIn(bytes, text.length);
}

function isIn(stretches: readonly Stretch[] | undefined, end: number): boolean {
  return stretches === undefined || stretches.some(({ from, to }) => from < end && end <= to);
}

const NO_KEYWORD: IndexedKeyword = { length: 0, groups: [], farGroups: () => [], isGeneric: false };

/** Reads what names are given: each once, though two keywords may stand in it (`secret_key`). */
class NameReader {
  readonly #language: Language;
  #last: Span = { start: -1, end: -1 };

  constructor(path: string) {
    this.#language = languageOf(path);
  }

  /** Adds what the name around a keyword is given, if that is a secret and was not read at the keyword before. */
  read(located: Located[], place: Place): void {
    const name = nameAround(place);
    if (name.end === this.#last.end && name.start === this.#last.start) return;
    this.#last = name;
    const assignment = assignmentTo(name, place.text, this.#language);
    const candidate = assignment && gradeAssignment(place.text, place.path, assignment);
    if (candidate !== undefined) located.push({ at: place.end, looksFar: false, candidate });
  }
}

function addMatches(located: Located[], rules: readonly Rule[], place: Place): void {
  for (const rule of rules) {
    for (const match of rule.find(place)) {
      const candidate = formatCandidate(rule, match);
      located.push({ at: place.end, looksFar: rule.looksFar?.() === true, candidate });
    }
  }
}

function formatCandidate({ id, variable }: Rule, { start, end, severity }: Match): Candidate {
  return { rule: id, start, end, severity, assignedTo: undefined, variable, specific: true };
}
