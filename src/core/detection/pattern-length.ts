/**
 * How many UTF-16 units a regular expression looks at from where it begins, look-ahead included; Infinity where nothing
 * bounds it. Knows what this engine's patterns use: sets, groups, look-around, quantifiers; no back references.
 */
export function longestLook(source: string): number {
  return new Reader(source).alternatives();
}

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Up to the end or a closing bracket. */
  alternatives(): number {
    let longest = 0;
    let length = 0;
    while (this.#at < this.#source.length && !this.#is(")")) {
      if (this.#take("|")) {
        longest = Math.max(longest, length);
        length = 0;
      } else length += this.#term();
    }
    return Math.max(longest, length);
  }

  #term(): number {
    const length = this.#atom();
    const most = this.#most();
    return length === 0 ? 0 : length * most;
  }

  #atom(): number {
    if (this.#take("^") || this.#take("$")) return 0;
    if (this.#take("(")) return this.#group();
    if (this.#take("[")) return this.#set();
    if (this.#take("\\")) return this.#escape();
    this.#at++;
    return 1;
  }

  #group(): number {
    const [, behind] = this.#skip(/\?(?:<[=!]|[:=!]|<\w+>)/y).match(/^\?(<[=!])/) ?? [];
    const length = this.alternatives();
    this.#take(")");
    return behind === undefined ? length : 0;
  }

  #set(): number {
    this.#skip(/(?:\\[^]|[^\]\\])*\]/y);
    return 1;
  }

  #escape(): number {
    const [character = ""] = this.#skip(/u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{\w+\}|[^]/y);
    return character === "b" || character === "B" ? 0 : 1;
  }

  /** What the quantifier at this place allows; 1 where there is none. */
  #most(): number {
    const quantifier = this.#skip(/[*+?]\??|\{\d+(?:,\d*)?\}\??/y);
    if (quantifier === "" || quantifier.startsWith("?")) return 1;
    const [, least, comma, most] = /^\{(\d+)(,?)(\d*)/.exec(quantifier) ?? [];
    if (least === undefined || (comma === "," && most === "")) return Infinity;
    return Number(comma === "," ? most : least);
  }

  #is(character: string): boolean {
    return this.#source[this.#at] === character;
  }

  #take(character: string): boolean {
    if (!this.#is(character)) return false;
    this.#at++;
    return true;
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [taken = ""] = pattern.exec(this.#source) ?? [];
    this.#at += taken.length;
    return taken;
  }
}
