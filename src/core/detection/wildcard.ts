/** One character of a name: true where it fits. */
type Test = (character: string) => boolean;
/** `*`: any number of characters, none included. */
const STAR = "*";
/** What one part of a path must be, character by character. */
export type Wildcard = readonly (Test | typeof STAR)[];

const ANY: Test = () => true;
/** Inside of brackets: a POSIX class, a range or a single character, `\` before any of them. */
const ITEM = /\[:([a-z]+):\]|\\?([^])(?:-(?=[^\]])\\?([^]))?/uy;
const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /\p{Cc}/u,
  digit: /\d/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[\t-\r ]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

/**
 * The parts of a glob, set apart by `/`: `*`, `?`, `[…]` and `\` as https://git-scm.com/docs/gitignore has them.
 *
 * @returns undefined where brackets or a `\` are left open: such a glob matches nothing
 */
export function partsOf(glob: string): readonly Wildcard[] | undefined {
  const parts: (Test | typeof STAR)[][] = [[]];
  for (let at = 0; at < glob.length;) {
    const character = characterAt(glob, at);
    at += character.length;
    if (character === "/") parts.push([]);
    else {
      const step = stepAt(glob, at, character);
      if (step === undefined) return undefined;
      parts.at(-1)?.push(step.step);
      at = step.end;
    }
  }
  return parts;
}

/** True for a part that was written as two or more `*`: it stands for any number of folders. */
export function isGlobStar(part: Wildcard): boolean {
  return part.length > 1 && part.every((step) => step === STAR);
}

/** True where the whole name fits. Takes at most steps times characters: only the last `*` is ever tried again. */
export function fits(part: Wildcard, name: readonly string[]): boolean {
  let step = 0;
  let afterStar = -1;
  let retried = 0;
  for (let at = 0; at < name.length;) {
    const test = part[step];
    if (test === STAR) {
      afterStar = ++step;
      retried = at;
    } else if (test?.(name[at] ?? "")) {
      step++;
      at++;
    } else if (afterStar >= 0) {
      step = afterStar;
      at = ++retried;
    } else return false;
  }
  return part.slice(step).every((rest) => rest === STAR);
}

interface Step {
  readonly step: Test | typeof STAR;
  /** Offset after it. */
  readonly end: number;
}

/** The step that `character` begins; `at` is the offset after it. */
function stepAt(glob: string, at: number, character: string): Step | undefined {
  if (character === "*") return { step: STAR, end: at };
  if (character === "?") return { step: ANY, end: at };
  if (character === "[") return setAt(glob, at);
  if (character !== "\\") return { step: (other) => other === character, end: at };
  const escaped = characterAt(glob, at);
  return escaped === "" ? undefined : { step: (other) => other === escaped, end: at + escaped.length };
}

/** The set whose bracket ends at `at`. The first character is one of its own even where it is `]`. */
function setAt(glob: string, at: number): Step | undefined {
  const negated = glob[at] === "!" || glob[at] === "^";
  const tests: Test[] = [];
  ITEM.lastIndex = negated ? at + 1 : at;
  do {
    const item = ITEM.exec(glob);
    if (item === null) return undefined;
    tests.push(itemTest(item));
  } while (glob[ITEM.lastIndex] !== "]");
  return { step: (character) => tests.some((test) => test(character)) !== negated, end: ITEM.lastIndex + 1 };
}

function itemTest([, name, first = "", last = first]: RegExpExecArray): Test {
  if (name !== undefined) return (character) => CLASSES[name]?.test(character) === true;
  return (character) => codeOf(first) <= codeOf(character) && codeOf(character) <= codeOf(last);
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? -1;
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}
