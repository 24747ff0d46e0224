/**
 * Texts that a pattern of the engine's formats fits as a whole, by chance but the same ones every time. Knows what those
 * patterns use: sets, groups, alternatives, counted repetitions; what looks around is tried by generating again.
 */
export function samplesOf(pattern: string, count: number, flags = ""): readonly string[] {
  const whole = new RegExp(`^(?:${pattern})$`, flags);
  const random = randomFrom(pattern);
  const samples: string[] = [];
  for (let tries = 0; tries < 400 && samples.length < count; tries++) {
    const made = new Generator(pattern, random).alternatives();
    if (whole.test(made)) samples.push(made);
  }
  return samples;
}

/** Numbers from 0 to 1, told by a text (mulberry32). */
function randomFrom(text: string): () => number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The characters of a set, letters and digits where it has any. */
function membersOf(set: string): readonly string[] {
  const member = new RegExp(`^${set}$`);
  const fitting = PRINTABLE.filter((character) => member.test(character));
  const usual = fitting.filter((character) => /[A-Za-z0-9]/.test(character));
  return usual.length > 0 ? usual : fitting;
}

const PRINTABLE = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));

class Generator {
  readonly #pattern: string;
  readonly #random: () => number;
  readonly #members = new Map<string, readonly string[]>();
  #at = 0;

  constructor(pattern: string, random: () => number) {
    this.#pattern = pattern;
    this.#random = random;
  }

  /** One of the parts set apart by `|`, up to a closing bracket or the end. */
  alternatives(): string {
    const parts = [this.#sequence()];
    while (this.#pattern[this.#at] === "|") {
      this.#at++;
      parts.push(this.#sequence());
    }
    return parts[Math.floor(this.#random() * parts.length)] ?? "";
  }

  #sequence(): string {
    let made = "";
    while (this.#at < this.#pattern.length && !"|)".includes(this.#pattern[this.#at] ?? "")) {
      const from = this.#at;
      this.#piece();
      const after = this.#at;
      for (let left = this.#count(); left > 0; left--) {
        const end = this.#at;
        this.#at = from;
        made += this.#piece();
        this.#at = Math.max(end, after);
      }
    }
    return made;
  }

  #piece(): string {
    const character = this.#pattern[this.#at] ?? "";
    if (character === "(") return this.#group();
    if (character === "[" || character === "\\") return this.#oneOf(this.#take(/\[(?:\\[^]|[^\]\\])*\]|\\[^]/y));
    this.#at++;
    return character === "^" || character === "$" ? "" : character;
  }

  #group(): string {
    const lead = this.#take(/\((?:\?(?:<?[=!]|:))?/y);
    const made = this.alternatives();
    this.#at++;
    return /[=!]$/.test(lead) ? "" : made;
  }

  #oneOf(set: string): string {
    if (set === String.raw`\b`) return "";
    const all = this.#members.get(set) ?? membersOf(set);
    this.#members.set(set, all);
    return all[Math.floor(this.#random() * all.length)] ?? " ";
  }

  /** The least that a quantifier asks for, and sometimes a little more. */
  #count(): number {
    const quantifier = this.#take(/[*+?]\??|\{\d+(?:,\d*)?\}\??/y);
    if (quantifier === "") return 1;
    const [, least = "", most = least] = /^\{(\d+)(?:,(\d*))?\}/.exec(quantifier) ?? [];
    if (least === "") return quantifier.startsWith("+") ? 1 : 0;
    return Math.min(Number(least) + Math.floor(this.#random() * 3), most === "" ? Number(least) : Number(most));
  }

  #take(token: RegExp): string {
    token.lastIndex = this.#at;
    const [taken = ""] = token.exec(this.#pattern) ?? [];
    this.#at += taken.length;
    return taken;
  }
}
