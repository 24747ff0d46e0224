import { isPlaceholder, isPlainlyNoSecret } from "../assignments/rejects.ts";

interface Kind {
  readonly name: string;
  readonly pattern: RegExp;
  /** A value that lacks the like of one of these characters is not of this kind. `!` is like every mark but `_`, `-` and `.` */
  readonly needs?: string;
  /** A value that holds anything but the like of these is not of this kind. */
  readonly of?: string;
}

/** What a value may be besides a secret, by its text alone. `needs` and `of` only save the pattern's being run. */
const KINDS: readonly Kind[] = [
  { name: "digits", pattern: /^\d+$/, of: "0" },
  { name: "number", pattern: /^[+-]?\d+(?:\.\d+)?[a-z%]{0,2}$/i, needs: "0", of: "0aA+-.%" },
  { name: "hex", pattern: /^[0-9a-f]{8,}$/i, of: "aA0" },
  { name: "uuid", pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, needs: "-", of: "aA0-" },
  { name: "base64", pattern: /^[A-Za-z0-9+/_-]{16,}={1,2}$/, needs: "=" },
  { name: "longword", pattern: /^[A-Za-z0-9]{20,}$/, of: "aA0" },
  { name: "word", pattern: /^[a-z]+$/, of: "a" },
  { name: "Word", pattern: /^[A-Z][a-z]+$/, needs: "aA", of: "aA" },
  { name: "WORD", pattern: /^[A-Z]+$/, of: "A" },
  { name: "camel", pattern: /^[a-z]+(?:[A-Z][a-z0-9]+)+$/, needs: "aA", of: "aA0" },
  { name: "Camel", pattern: /^(?:[A-Z][a-z0-9]+){2,}$/, needs: "aA", of: "aA0" },
  { name: "snake", pattern: /^[a-z]+(?:_[a-z0-9]+)+$/, needs: "a_", of: "a0_" },
  { name: "kebab", pattern: /^[a-z]+(?:-[a-z0-9]+)+$/, needs: "a-", of: "a0-" },
  { name: "CONST", pattern: /^[A-Z]+(?:_[A-Z0-9]+)+$/, needs: "A_", of: "A0_" },
  { name: "dotted", pattern: /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/, needs: "." },
  {
    name: "member",
    pattern:
      /^(?:this|self|process|config|os|cls|opts|options|args|params|env|settings|request|req|res|data|user|ctx|props|state)\b[.[]/,
  },
  { name: "call", pattern: /[\w\]]\(/, needs: "(" },
  { name: "index", pattern: /\w\[/, needs: "[" },
  { name: "path", pattern: /^[.~\w-]*(?:\/[\w.@%+-]+){2,}\/?$/, needs: "/" },
  { name: "slash", pattern: /^\/|^\.\.?\//, needs: "/" },
  { name: "file", pattern: /\.[a-z]{2,4}$/, needs: "." },
  { name: "url", pattern: /:\/\//, needs: ":/" },
  { name: "mail", pattern: /^[\w.+-]+@[\w.-]+\.\w+$/, needs: "@." },
  { name: "host", pattern: /^[\w-]+(?:\.[\w-]+){1,4}(?::\d+)?$/, needs: "." },
  { name: "sentence", pattern: /[a-z] [a-z]+ [a-z]/i, needs: " " },
  { name: "spaces", pattern: /\s/ },
  { name: "wide", pattern: /[^\x20-\x7e]/ },
  { name: "letter-digit", pattern: /^[A-Za-z]+\d{1,4}$/, needs: "0", of: "aA0" },
  { name: "repeat", pattern: /(.)\1{3}/ },
  {
    name: "sequence",
    pattern: /(?:0123|1234|2345|3456|5678|abcd|bcde|wxyz|qwer|asdf|sdfg|hjkl|zxcv|vbnm|1qaz|aaaa|deadbeef|cafebabe)/i,
  },
  { name: "phrase", pattern: /^\p{L}[\p{L}\d'’.,!?()-]*(?: [\p{L}\d'’.,!?()-]+)+$/u, needs: " " },
  { name: "accents", pattern: /[\u00c0-\u024f]/ },
  { name: "encoded", pattern: /%[0-9A-F]{2}/, needs: "%" },
  { name: "format", pattern: /%[sdvq]|\{\d*\}|\$\d|\?\?/, needs: "!" },
  { name: "variable", pattern: /\$[A-Za-z_{(]|\{\{|%\(|<%|#\{|@[A-Z_]{3,}@/, needs: "!" },
  { name: "angle", pattern: /^<.*>$/, needs: "<>" },
  { name: "bracket", pattern: /^\[.*\]$/, needs: "[]" },
  { name: "brace", pattern: /^\{.*\}$/, needs: "{}" },
  { name: "stars", pattern: /\*{2,}|x{3,}|X{3,}|\.{3}|…|-{4,}|_{3,}/ },
  { name: "escape", pattern: /\\[nrtux"']/, needs: "\\" },
  { name: "html", pattern: /&\w+;|<\/?\w+/, needs: "!" },
  {
    name: "type",
    pattern:
      /^(?:string|str|bytes?|int|bool|boolean|number|any|object|text|varchar|char|optional|none|null|nil|true|false|undefined)$/i,
    of: "aA",
  },
  { name: "mixed", pattern: /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)/, needs: "aA0" },
  { name: "strong", pattern: /^(?=.*[A-Za-z])(?=.*\d)(?=.*[^A-Za-z0-9\s])/, needs: "0" },
];

/** Characters that are told apart by `needs` and `of`; each has a bit. */
const TOLD_APART = "aA0_-. !/:@%=([<>]{}+\\";
const TRAITS = Uint32Array.from({ length: 128 }, (_, unit) => bitsOf(String.fromCharCode(unit)));
const CHECKED = KINDS.map((kind) => ({
  kind,
  needed: traitsOf(kind.needs ?? ""),
  excluded: kind.of === undefined ? 0 : ~traitsOf(kind.of),
}));

function bitsOf(character: string): number {
  if (/[a-z]/.test(character)) return bitOf("a");
  if (/[A-Z]/.test(character)) return bitOf("A");
  if (/\d/.test(character)) return bitOf("0");
  return bitOf(character) | (/[_.\s-]/.test(character) ? 0 : bitOf("!"));
}

function bitOf(character: string): number {
  const index = TOLD_APART.indexOf(character);
  return index < 0 ? 0 : 1 << index;
}

/** The bits of all characters of a text; those beyond ASCII count as marks. */
function traitsOf(text: string): number {
  let traits = 0;
  for (let i = 0; i < text.length; i++) traits |= TRAITS[Math.min(127, text.charCodeAt(i))] ?? 0;
  return traits;
}

/** The kinds that a value may be; none, one or several. */
export function kindsOf(value: string): readonly string[] {
  const short = value.length > 400 ? value.slice(0, 400) : value;
  const traits = traitsOf(short);
  const names: string[] = [];
  for (const { kind, needed, excluded } of CHECKED) {
    if ((traits & needed) === needed && (traits & excluded) === 0 && kind.pattern.test(short)) names.push(kind.name);
  }
  const isNoValue = isPlaceholder(short);
  if (isNoValue) names.push("placeholder");
  if (isNoValue || isPlainlyNoSecret(short)) names.push("plain");
  return names;
}
