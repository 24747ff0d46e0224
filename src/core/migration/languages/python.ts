import { Secret } from "../../secrets/secret.ts";
import type { TextEdit } from "../../text/edits.ts";
import { commentPlan } from "../comment-plan.ts";
import { notMovable, type Language, type MovePlan, type MoveSite } from "../plan.ts";
import { cutUnits, literalEdits, valueOf, type Content, type Cut, type SourceUnit } from "../source-units.ts";
import { spaced } from "../spaced.ts";
import { formOf, literalUnits, namesCharacters, textOfBytes, type LiteralForm } from "./python/escapes.ts";
import { accessEnvironment, type EnvironmentAccess } from "./python/import-os.ts";
import { enclosingQuotes, isAlone, isPattern, joined, type Place } from "./python/place.ts";
import { pythonTokens, type PythonToken } from "./python/tokens.ts";

/** Python: `os.environ["X"]`, which raises KeyError where the variable is not set. */
export const python: Language = { ids: ["python"], files: /\.pyw?$/, plan };

interface Literal {
  readonly site: MoveSite;
  readonly place: Place;
  readonly token: PythonToken;
  readonly form: LiteralForm;
  readonly cut: Cut;
  readonly access: EnvironmentAccess;
}

function plan(site: MoveSite): MovePlan {
  const { tokens, comments } = pythonTokens(site.text);
  const holds = ({ start, end }: Content): boolean => start <= site.start && site.end <= end;
  if (comments.some(holds)) return commentPlan(site);
  const token = tokens.find(holds);
  if (token === undefined) throw notMovable(site, "not-a-text");
  const place = { text: site.text, tokens, index: tokens.indexOf(token) };
  if (isPattern(place)) throw notMovable(site, "no-expression-here");
  const access = accessEnvironment(site.text, tokens, site.start);
  if (token.kind === "f-text") return inFormatted({ site, place, token, access });
  if (token.kind !== "string") throw notMovable(site, "not-a-text");
  if (isAlone(place)) return commentPlan(site);
  const form = formOf(site.text, token.start, token.end);
  if (form === undefined) throw notMovable(site, "not-a-text");
  return inString({ site, place, token, access, form, cut: cutOf(site, form, false) });
}

function inFormatted({ site, place, token, access }: Omit<Literal, "form" | "cut">): MovePlan {
  const opener = place.tokens[token.parent];
  const [, prefix = "", quote = ""] = /^(\w*)(.*)$/.exec(opener ? site.text.slice(opener.start, opener.end) : "") ?? [];
  const form = { prefix: prefix.toLowerCase(), quote, content: token };
  const cut = cutOf(site, form, true);
  const free = freeQuote(place);
  if (free === undefined) throw notMovable(site, "no-expression-here");
  const read = readVariable(access, site.variable, free);
  return planned(site, access, valueOf(cut.secret), [{ start: site.start, end: site.end, text: `{${read}}` }]);
}

function inString(literal: Literal): MovePlan {
  const { site, form, cut, access } = literal;
  const bytes = form.prefix.includes("b");
  const value = bytes ? textOfBytes(valueOf(cut.secret)) : valueOf(cut.secret);
  if (value === undefined) throw notMovable(site, "not-an-environment-value");
  return planned(site, access, value, bytes ? bytesEdits(literal) : textEdits(literal));
}

function textEdits(literal: Literal): readonly TextEdit[] {
  const { site, place, token, form, access, cut } = literal;
  const group = joined(place);
  const nested = enclosingQuotes(place).length > 0;
  const whole = cut.before.length === 0 && cut.after.length === 0;
  if (whole && group.length === 1) return [standing(literal, readVariable(access, site.variable, ownQuote(literal)))];
  if (nested) return sum(literal, group);
  const read = readVariable(access, site.variable, form.quote.startsWith('"') ? "'" : '"');
  const prefix = form.prefix.replace("u", "");
  const before = `f${prefix}${form.quote}${braced(site.text, cut.before)}`;
  const after = `${braced(site.text, cut.after)}${form.quote}`;
  const pieces = { before: spaced(site.text, token, before), secret: `{${read}}`, after };
  return literalEdits(site.text, token, site, pieces);
}

function bytesEdits(literal: Literal): readonly TextEdit[] {
  const group = joined(literal.place);
  const whole = literal.cut.before.length === 0 && literal.cut.after.length === 0;
  if (!whole || group.length > 1) return sum(literal, group);
  return [standing(literal, encoded(literal))];
}

/** The literals of an implicit concatenation, and the pieces of the one with the secret, joined by `+`. */
function sum(literal: Literal, group: readonly PythonToken[]): readonly TextEdit[] {
  const { site, token, form, cut } = literal;
  const piece = (units: readonly SourceUnit[]): readonly string[] =>
    units.length === 0 ? [] : [form.prefix + form.quote + rawOf(site.text, units) + form.quote];
  // A raw literal cannot end with an odd number of backslashes.
  if (/(?<!\\)(?:\\\\)*\\$/.test(rawOf(site.text, cut.before)) && form.prefix.includes("r")) {
    throw notMovable(site, "no-expression-here");
  }
  const pieces = [...piece(cut.before), encoded(literal), ...piece(cut.after)].join(" + ");
  const first = token === group[0] ? "(" : "";
  const last = token === group.at(-1) ? ")" : " +";
  const edits: TextEdit[] = [standing(literal, first + pieces + last)];
  for (const [index, other] of group.entries()) {
    if (other === token) continue;
    if (index === 0) edits.push({ start: other.start, end: other.start, text: "(" });
    edits.push({ start: other.end, end: other.end, text: index === group.length - 1 ? ")" : " +" });
  }
  return edits;
}

function encoded(literal: Literal): string {
  const read = readVariable(literal.access, literal.site.variable, ownQuote(literal));
  return literal.form.prefix.includes("b") ? `${read}.encode()` : read;
}

function standing({ site, token }: Literal, text: string): TextEdit {
  return { start: token.start, end: token.end, text: spaced(site.text, token, text) };
}

function readVariable(access: EnvironmentAccess, variable: string, quote: string): string {
  return `${access.name}[${quote}${variable}${quote}]`;
}

/** Inside an f-string a literal's own quotes are the ones that are sure to be allowed there before Python 3.12. */
function ownQuote({ place, form }: Pick<Literal, "place" | "form">): string {
  return enclosingQuotes(place).length > 0 ? form.quote.slice(0, 1) : '"';
}

function freeQuote(place: Place): string | undefined {
  const taken = enclosingQuotes(place).map((quote) => quote.slice(0, 1));
  return ["'", '"'].find((quote) => !taken.includes(quote));
}

function cutOf(site: MoveSite, form: LiteralForm, braces: boolean): Cut {
  const cut = cutUnits(literalUnits(site.text, form, braces), site);
  if (cut === undefined || namesCharacters(site.text, form, cut.secret)) throw notMovable(site, "not-a-text");
  return cut;
}

function rawOf(text: string, units: readonly SourceUnit[]): string {
  return units.map(({ start, end }) => text.slice(start, end)).join("");
}

function braced(text: string, units: readonly SourceUnit[]): string {
  return units.map(({ start, end }) => text.slice(start, end).replace(/^[{}]$/, "$&$&")).join("");
}

function planned(site: MoveSite, access: EnvironmentAccess, value: string, edits: readonly TextEdit[]): MovePlan {
  return {
    value: Secret.of(value),
    edits: [...access.edits, ...edits],
    mapping: [{ name: site.variable, kind: "reference", reference: site.reference }],
    expression: readVariable(access, site.variable, '"'),
    notes: [],
  };
}
