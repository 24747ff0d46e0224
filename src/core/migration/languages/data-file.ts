import { CONTROL_ESCAPES } from "./control-escapes.ts";
import { Secret } from "../../secrets/secret.ts";
import { lineEnd, lineStart } from "../../text/edits.ts";
import { commentPlan } from "../comment-plan.ts";
import { notMovable, type Language, type MovePlan, type MoveSite } from "../plan.ts";
import { cutUnits, unitsOf, valueOf } from "../source-units.ts";

/**
 * JSON and YAML: a whole value on one line becomes its reference. A part of one and a YAML block cannot be moved. A
 * reference needs neither quotes nor escapes in these languages.
 */
export const dataFile: Language = {
  ids: ["json", "jsonc", "yaml", "dockercompose"],
  files: /\.(?:jsonc?|ya?ml)$/,
  plan,
};

function plan(site: MoveSite): MovePlan {
  const { text, start, end } = site;
  const first = text[start - 1] ?? "";
  const quote = /["']/.test(first) && text[end] === first ? first : "";
  const before = text.slice(lineStart(text, start), start - quote.length);
  const after = text.slice(end + quote.length, lineEnd(text, end));
  if (/^\s*(?:#|\/\/)/.test(before)) return commentPlan(site);
  if (/^\s*:/.test(after)) throw notMovable(site, "property-name");
  const whole = quote === "" ? !isJson(site) && isPlainValue(before, after) : /(?:^|[:[,{]|(?:^|\s)-)\s*$/.test(before);
  if (!whole || text.slice(start, end).includes("\n")) throw notMovable(site, "no-expression-here");
  return {
    value: Secret.of(decoded(site, quote)),
    edits: [{ start, end, text: site.reference }],
    mapping: [],
    expression: site.reference,
    notes: ["data-file"],
  };
}

function isJson({ path, languageId }: MoveSite): boolean {
  return /\.jsonc?$/.test(path) || languageId?.startsWith("json") === true;
}

/** `key: value` or `- value`, up to a comment or the end of a flow's item. A line without either may belong to a block. */
function isPlainValue(before: string, after: string): boolean {
  return /(?:\S:|(?:^|\s)-)[ \t]+$/.test(before) && /^[ \t]*(?:$|[ \t]#|[,}\]])/.test(after);
}

const SIMPLE = new Map([...CONTROL_ESCAPES, ["0", "\0"]]);
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|([\s\S]))/uy;

function decoded(site: MoveSite, quote: string): string {
  const escape = quote === '"' ? ESCAPE : quote === "'" ? /''/uy : /(?!)/uy;
  const cut = cutUnits(unitsOf(site.text, site, escape, decode), site);
  if (cut === undefined) throw notMovable(site, "not-a-text");
  return valueOf(cut.secret);
}

function decode([written, four, two, eight, simple = ""]: RegExpExecArray): string {
  if (written === "''") return "'";
  const hex = four ?? two ?? eight;
  if (hex === undefined) return SIMPLE.get(simple) ?? simple;
  const code = Number.parseInt(hex, 16);
  return code <= 0x10_ffff ? String.fromCodePoint(code) : "\uFFFD";
}
