import { readQuoted, resolvePlain, YamlError } from "./scalars.ts";

/**
 * Reads the part of YAML 1.2 that people write secrets in: mappings and lists by indentation, plain, quoted and literal
 * (`|`) scalars, JSON within a line, comments. Everything else (anchors, tags, folded and many-line scalars, several
 * documents) is refused rather than guessed at: throws `YamlError` with its line.
 */
export function parseYaml(text: string): unknown {
  const lines = text.split("\n").map((line) => line.replace(/\r$/u, ""));
  const reader = new Reader(lines);
  reader.start();
  const value = reader.node(-1);
  reader.end();
  return value;
}

const FORBIDDEN = /[^\t\P{Cc}]/u;
const KEY = /^(?<key>[^ \t#&*!|>%@`"'{}[\],?:-](?:[^:#]|:(?=[^ \t])|(?<=[^ \t])#)*?)[ \t]*:(?=[ \t]|$)/u;
const COMMENT = /^[ \t]*(?:[ \t]#.*)?$/u;
const LITERAL = /^\|(?<marks>[1-9]?[+-]?|[+-][1-9])[ \t]*(?:[ \t]#.*)?$/u;

class Reader {
  readonly #lines: string[];
  #at = 0;

  constructor(lines: string[]) {
    this.#lines = lines;
  }

  start(): void {
    const bad = this.#lines.findIndex((line) => FORBIDDEN.test(line));
    if (bad !== -1) throw new YamlError(bad + 1);
    this.#passOver();
    if (/^---(?:[ \t]+#.*|[ \t]*)$/u.test(this.#line())) this.#at += 1;
  }

  /** Nothing may follow but an end mark. */
  end(): void {
    this.#skip();
    if (this.#line() === "...") {
      this.#at += 1;
      this.#skip();
    }
    if (this.#at < this.#lines.length) this.#refuse();
  }

  /** What stands below a line of indentation `above`; null where nothing does. */
  node(above: number): unknown {
    this.#skip();
    const indent = this.#indent();
    if (indent <= above) return null;
    const text = trimmed(this.#line());
    if (isItem(text)) return this.#list(indent);
    return /^[[{]/u.test(text) ? this.#value(text, indent, false) : this.#mapping(indent);
  }

  #mapping(indent: number): unknown {
    const entries = new Map<string, unknown>();
    for (this.#skip(); this.#indent() === indent; this.#skip()) {
      const { key, rest } = this.#key(this.#line().slice(indent));
      if (entries.has(key)) this.#refuse();
      entries.set(key, this.#value(rest, indent, true));
    }
    if (this.#indent() > indent) this.#refuse();
    return Object.fromEntries(entries);
  }

  #list(indent: number): unknown {
    const items: unknown[] = [];
    for (this.#skip(); this.#indent() === indent && isItem(this.#line().slice(indent)); this.#skip()) {
      const rest = this.#line().slice(indent + 1);
      const inner = trimmed(rest);
      if (isItem(inner) || KEY.test(inner) || isQuotedKey(inner)) {
        this.#lines[this.#at] = `${" ".repeat(indent + 1)}${rest}`;
        items.push(this.node(indent));
      } else items.push(this.#value(inner, indent, false));
    }
    if (this.#indent() > indent) this.#refuse();
    return items;
  }

  #key(text: string): { readonly key: string; readonly rest: string } {
    const quoted = readQuoted(text);
    const colon = quoted === undefined ? null : /^[ \t]*:(?=[ \t]|$)/u.exec(quoted.rest);
    if (quoted !== undefined && colon !== null) return { key: quoted.value, rest: quoted.rest.slice(colon[0].length) };
    const found = KEY.exec(text);
    const key = found?.groups?.["key"];
    if (found === null || key === undefined || key === "<<" || String(resolvePlain(key)) !== key) return this.#refuse();
    return { key, rest: text.slice(found[0].length) };
  }

  /** A value that begins on this line. `listBeside`: a list below may stand as far left as the key. */
  #value(written: string, indent: number, listBeside: boolean): unknown {
    const text = trimmed(written);
    if (text === "" || text.startsWith("#")) {
      this.#at += 1;
      this.#skip();
      const beside = listBeside && this.#indent() === indent && isItem(this.#line().slice(indent));
      return beside ? this.#list(indent) : this.node(indent);
    }
    if (text.startsWith("|")) return this.#literal(text, indent);
    const value = this.#inline(text);
    this.#at += 1;
    this.#skip();
    if (this.#indent() > indent) this.#refuse(); // a scalar that goes on below
    return value;
  }

  #inline(text: string): unknown {
    if (/^["']/u.test(text)) {
      const quoted = readQuoted(text);
      return quoted !== undefined && COMMENT.test(quoted.rest) ? quoted.value : this.#refuse();
    }
    if (/^[[{]/u.test(text)) return this.#json(text);
    const plain = text.replace(/[ \t]+#.*$/u, "");
    if (/^[&*!%@`>,\]}]|^[-?:](?:[ \t]|$)|:(?:[ \t]|$)/u.test(plain)) this.#refuse();
    return resolvePlain(plain);
  }

  #json(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      return this.#refuse();
    }
  }

  #literal(header: string, indent: number): string {
    const marks = LITERAL.exec(header)?.groups?.["marks"] ?? this.#refuse();
    const chomp = /[+-]/u.exec(marks)?.[0];
    this.#at += 1;
    const taken = this.#linesFrom(this.#leftOf(marks.replace(/[+-]/u, ""), indent));
    if (this.#at < this.#lines.length || taken.at(-1) !== "") return chomped(taken, chomp);
    if (chomp === "+" && this.#lines.at(-1) !== "") this.#refuse(); // blanks without a line break: readers differ
    return chomped(taken.slice(0, -1), chomp); // nothing stands behind the last line break
  }

  /** The column at which a literal's text begins: as its header says, else that of its first line. */
  #leftOf(given: string, indent: number): number {
    if (given !== "") return Math.max(indent, 0) + Number(given);
    const first = this.#lines.slice(this.#at).find((line) => !isBlank(line)) ?? "";
    return Math.max(indent + 1, indentOf(first));
  }

  /** The lines of a literal whose text begins at column `left`. */
  #linesFrom(left: number): readonly string[] {
    const taken: string[] = [];
    for (; this.#at < this.#lines.length; this.#at += 1) {
      const line = this.#line();
      if (!isBlank(line) && indentOf(line) < left) break;
      if (isBlank(line) && line.length > left && taken.every((above) => above === "")) this.#refuse();
      taken.push(line.slice(left));
    }
    return taken;
  }

  /** Goes on to the next line that says something; a mark of another document is refused there. */
  #skip(): void {
    this.#passOver();
    const line = this.#line();
    if (/^ *\t/u.test(line) || (/^(?:---|\.\.\.)(?:[ \t]|$)/u.test(line) && line !== "...")) this.#refuse();
  }

  #passOver(): void {
    while (this.#at < this.#lines.length && /^[ \t]*(?:#|$)/u.test(this.#line())) this.#at += 1;
  }

  #line(): string {
    return this.#lines[this.#at] ?? "";
  }

  /** -1 behind the last line and at an end mark. */
  #indent(): number {
    return this.#at >= this.#lines.length || this.#line() === "..." ? -1 : indentOf(this.#line());
  }

  #refuse(): never {
    throw new YamlError(Math.min(this.#at + 1, this.#lines.length));
  }
}

/** Without YAML's own white space at both ends: other spaces are part of a text. */
function trimmed(text: string): string {
  return text.replaceAll(/^[ \t]+|[ \t]+$/gu, "");
}

function isBlank(line: string): boolean {
  return trimmed(line) === "";
}

function isItem(text: string): boolean {
  return /^-(?:[ \t]|$)/u.test(text);
}

function isQuotedKey(text: string): boolean {
  const quoted = readQuoted(text);
  return quoted !== undefined && /^[ \t]*:(?:[ \t]|$)/u.test(quoted.rest);
}

function indentOf(line: string): number {
  return line.length - line.replace(/^ +/u, "").length;
}

/** YAML 1.2.2, 8.1.1.2: `-` takes no line break at the end, `+` all, nothing one. */
function chomped(lines: readonly string[], chomp: string | undefined): string {
  const last = lines.findLastIndex((line) => line !== "");
  if (chomp === "+") return lines.map((line) => `${line}\n`).join("");
  const body = lines.slice(0, last + 1).join("\n");
  return chomp === "-" || last === -1 ? body : `${body}\n`;
}
