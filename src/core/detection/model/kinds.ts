import { isPlaceholder, isPlainlyNoSecret } from "../assignments/rejects.ts";

/** What a value may be besides a secret, by its text alone. */
const KINDS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["digits", /^\d+$/],
  ["number", /^[+-]?\d+(?:\.\d+)?[a-z%]{0,2}$/i],
  ["hex", /^[0-9a-f]{8,}$/i],
  ["uuid", /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i],
  ["base64", /^[A-Za-z0-9+/_-]{16,}={1,2}$/],
  ["longword", /^[A-Za-z0-9]{20,}$/],
  ["word", /^[a-z]+$/],
  ["Word", /^[A-Z][a-z]+$/],
  ["WORD", /^[A-Z]+$/],
  ["camel", /^[a-z]+(?:[A-Z][a-z0-9]+)+$/],
  ["Camel", /^(?:[A-Z][a-z0-9]+){2,}$/],
  ["snake", /^[a-z]+(?:_[a-z0-9]+)+$/],
  ["kebab", /^[a-z]+(?:-[a-z0-9]+)+$/],
  ["CONST", /^[A-Z]+(?:_[A-Z0-9]+)+$/],
  ["dotted", /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/],
  [
    "member",
    /^(?:this|self|process|config|os|cls|opts|options|args|params|env|settings|request|req|res|data|user|ctx|props|state)\b[.[]/,
  ],
  ["call", /[\w\]]\(/],
  ["index", /\w\[/],
  ["path", /^[.~\w-]*(?:\/[\w.@%+-]+){2,}\/?$/],
  ["slash", /^\/|^\.\.?\//],
  ["file", /\.[a-z]{2,4}$/],
  ["url", /:\/\//],
  ["mail", /^[\w.+-]+@[\w.-]+\.\w+$/],
  ["host", /^[\w-]+(?:\.[\w-]+){1,4}(?::\d+)?$/],
  ["sentence", /[a-z] [a-z]+ [a-z]/i],
  ["spaces", /\s/],
  ["wide", /[^\x20-\x7e]/],
  ["letter-digit", /^[A-Za-z]+\d{1,4}$/],
  ["repeat", /(.)\1{3}/],
  [
    "sequence",
    /(?:0123|1234|2345|3456|5678|abcd|bcde|wxyz|qwer|asdf|sdfg|hjkl|zxcv|vbnm|1qaz|aaaa|deadbeef|cafebabe)/i,
  ],
  ["phrase", /^\p{L}[\p{L}\d'’.,!?()-]*(?: [\p{L}\d'’.,!?()-]+)+$/u],
  ["accents", /[\u00c0-\u024f]/],
  ["encoded", /%[0-9A-F]{2}/],
  ["format", /%[sdvq]|\{\d*\}|\$\d|\?\?/],
  ["variable", /\$[A-Za-z_{(]|\{\{|%\(|<%|#\{|@[A-Z_]{3,}@/],
  ["angle", /^<.*>$/],
  ["bracket", /^\[.*\]$/],
  ["brace", /^\{.*\}$/],
  ["stars", /\*{2,}|x{3,}|X{3,}|\.{3}|…|-{4,}|_{3,}/],
  ["escape", /\\[nrtux"']/],
  ["html", /&\w+;|<\/?\w+/],
  [
    "type",
    /^(?:string|str|bytes?|int|bool|boolean|number|any|object|text|varchar|char|optional|none|null|nil|true|false|undefined)$/i,
  ],
  ["mixed", /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)/],
  ["strong", /^(?=.*[A-Za-z])(?=.*\d)(?=.*[^A-Za-z0-9\s])/],
];

/** Kinds that have functions of their own. */
const TESTS: readonly (readonly [name: string, test: (value: string) => boolean])[] = [
  ["placeholder", isPlaceholder],
  ["plain", isPlainlyNoSecret],
];

/** The kinds that a value may be; none, one or several. */
export function kindsOf(value: string): readonly string[] {
  const short = value.length > 400 ? value.slice(0, 400) : value;
  const byPattern = KINDS.filter(([, pattern]) => pattern.test(short));
  const byTest = TESTS.filter(([, test]) => test(short));
  return [...byPattern, ...byTest].map(([name]) => name);
}
