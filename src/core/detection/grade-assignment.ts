import { wordsOf } from "./assignments/name.ts";
import { isPlainWord } from "./model/plain-word.ts";
import { isPlaceForSecret, isPlaceholder } from "./assignments/rejects.ts";
import { ruleForName } from "./generic.ts";
import { extensionOf } from "./languages.ts";
import { isNoAwsKey, isPlainlySecret, speaksOfSomethingElse } from "./model/evidence.ts";
import { logOddsOfSecret } from "./model/model.ts";
import { isReferenceAround } from "./references.ts";
import { isToldByPlace } from "./told-by-place.ts";
import type { Assignment } from "./assignments/assignment.ts";
import type { Severity } from "./finding.ts";
import type { Candidate } from "./resolve.ts";

/** Where the model becomes sure enough to say so, and where it becomes worth a look: logarithms of the odds. */
const LIKELY_ODDS = 1;
const POSSIBLE_ODDS = LIKELY_ODDS - 2;
/** How much surer it must be where the name's last word speaks of an id, a time, a hash. */
const OTHER_NOUN = 2;

/** What an assignment is worth telling; undefined where it gives its name no secret. */
export function gradeAssignment(text: string, path: string, assignment: Assignment): Candidate | undefined {
  const { start, end, name } = assignment;
  const value = text.slice(start, end);
  if (isPlainWord(name, value) || isPlaceForSecret(value) || isReferenceAround(text, start)) return undefined;
  if (isToldByPlace(text, assignment, value) || isNoAwsKey(name, value)) return undefined;
  const severity = severityOf(text, path, assignment, value);
  if (severity === undefined) return undefined;
  const rule = ruleForName(wordsOf(name));
  return { rule: rule.id, start, end, severity, assignedTo: name, variable: rule.title.toUpperCase(), specific: false };
}

function severityOf(text: string, path: string, assignment: Assignment, value: string): Severity | undefined {
  const odds = logOddsOfSecret({ text, extension: extensionOf(path), assignment });
  const needed = speaksOfSomethingElse(assignment.name) ? LIKELY_ODDS + OTHER_NOUN : LIKELY_ODDS;
  if (odds >= needed || (isPlainlySecret(assignment, value) && !isPlaceholder(value))) return "likely";
  return odds >= POSSIBLE_ODDS ? "possible" : undefined;
}
