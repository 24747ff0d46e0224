import type { NotMovable } from "../../errors.ts";
import { Secret } from "../../secrets/secret.ts";
import type { TextEdit } from "../../text/edits.ts";
import { commentPlan } from "../comment-plan.ts";
import { notMovable, type Language, type MovePlan, type MoveSite } from "../plan.ts";
import { cutUnits, literalEdits, valueOf, type Content, type Cut, type SourceUnit } from "../source-units.ts";
import { spaced } from "../spaced.ts";
import { asTemplateText, jsxUnits, stringUnits, templateUnits, valueAsTemplateText } from "./javascript/escapes.ts";
import { dialectOf, looksLikeBrowserCode, readVariable, type Dialect } from "./javascript/expression.ts";
import { neighbour, obstacle, type Place } from "./javascript/place.ts";
import { tokensOf, type Token } from "./javascript/tokens.ts";

/** JavaScript and TypeScript, with JSX: `process.env.X`. */
export const javascript: Language = {
  ids: ["javascript", "javascriptreact", "typescript", "typescriptreact"],
  files: /\.[cm]?[jt]sx?$/,
  plan,
};

/** A literal that holds the secret, read and about to be replaced. */
interface Literal {
  readonly site: MoveSite;
  readonly place: Place;
  readonly token: Token;
  readonly dialect: Dialect;
  readonly read: string;
}

function plan(site: MoveSite): MovePlan {
  const dialect = dialectOf(site);
  const { tokens, comments } = tokensOf(site.text, dialect.jsx);
  const holds = ({ start, end }: Content): boolean => start <= site.start && site.end <= end;
  if (comments.some(holds)) return commentPlan(site);
  const token = tokens.find(holds);
  if (token === undefined) throw notMovable(site, "not-a-text");
  const place = { text: site.text, tokens, index: tokens.indexOf(token) };
  const read = readVariable(site.text, site.variable, dialect);
  return replace({ site, place, token, dialect, read });
}

function replace(literal: Literal): MovePlan {
  const replacers = new Map([
    ["string", inString],
    ["template", inTemplate],
    ["jsx-string", inAttribute],
    ["jsx-text", inElement],
  ]);
  const replacer = replacers.get(literal.token.kind);
  if (replacer === undefined) throw notMovable(literal.site, "not-a-text");
  return replacer(literal);
}

function inString(literal: Literal): MovePlan {
  const { site, place, token, dialect, read } = literal;
  const why = obstacle(place, dialect.typescript);
  if (why !== undefined) throw notMovable(site, why);
  const cut = cutOf(literal, stringUnits, { start: token.start + 1, end: token.end - 1 });
  if (isWhole(cut)) return planned(literal, cut, [whole(site, token, standing(place, read))]);
  const pieces = {
    before: `\`${asTemplateText(site.text, cut.before)}`,
    secret: `\${${read}}`,
    after: `${asTemplateText(site.text, cut.after)}\``,
  };
  return planned(literal, cut, literalEdits(site.text, token, site, pieces));
}

function inTemplate(literal: Literal): MovePlan {
  const { site, place, token, read } = literal;
  const why = whyNoTemplate(place, literal.dialect);
  if (why !== undefined) throw notMovable(site, why);
  const cut = cutOf(literal, templateUnits, token);
  const alone = neighbour(place, -1) === "`" && neighbour(place, 1) === "`";
  if (!isWhole(cut) || !alone) return planned(literal, cut, [exactly(site, `\${${read}}`)]);
  const around = { ...place, index: place.index - 1 };
  const range = { start: token.start - 1, end: token.end + 1 };
  return planned(literal, cut, [whole(site, range, standing(around, read, 3))]);
}

function whyNoTemplate(place: Place, dialect: Dialect): NotMovable | undefined {
  const opener = place.tokens[place.index]?.parent ?? -1;
  const before = place.tokens[opener - 1];
  const text = before === undefined ? "" : place.text.slice(before.start, before.end);
  const tagged = before?.kind === "word" ? !KEYWORDS.has(text) : [")", "]", "`"].includes(text);
  if (tagged) return "no-expression-here";
  return obstacle({ ...place, index: opener }, dialect.typescript);
}

// Words that may stand before a template without being its tag.
const KEYWORDS = new Set("return typeof case in of delete void throw else do yield await default".split(" "));

function inAttribute(literal: Literal): MovePlan {
  const { site, token, read } = literal;
  const cut = cutOf(literal, jsxUnits, { start: token.start + 1, end: token.end - 1 });
  if (isWhole(cut)) return planned(literal, cut, [whole(site, token, `{${read}}`)]);
  const pieces = {
    before: `{\`${valueAsTemplateText(cut.before)}`,
    secret: `\${${read}}`,
    after: `${valueAsTemplateText(cut.after)}\`}`,
  };
  return planned(literal, cut, literalEdits(site.text, token, site, pieces));
}

function inElement(literal: Literal): MovePlan {
  const cut = cutOf(literal, jsxUnits, literal.token);
  return planned(literal, cut, [exactly(literal.site, `{${literal.read}}`)]);
}

type ReadUnits = (text: string, content: Content) => readonly SourceUnit[];

function cutOf({ site }: Literal, read: ReadUnits, content: Content): Cut {
  const cut = cutUnits(read(site.text, content), site);
  if (cut === undefined) throw notMovable(site, "not-a-text");
  return cut;
}

function isWhole(cut: Cut): boolean {
  return cut.before.length === 0 && cut.after.length === 0;
}

// Around these `a ?? b` needs no parentheses.
const BEFORE = new Set(["", "=", "(", "[", "{", ",", ":", ";", "?", "=>", "return", "`", "${", "throw", "default"]);
const AFTER = new Set(["", ")", "]", "}", ",", ";", ":"]);

/** The expression as it stands where a literal of `width` tokens at the place stood. */
function standing(place: Place, read: string, width = 1): string {
  const token = place.tokens[place.index + width - 1];
  const next = place.tokens[place.index + width];
  const gap = token === undefined || next === undefined ? "" : place.text.slice(token.end, next.start);
  const ends = AFTER.has(neighbour(place, width)) || (gap.includes("\n") && next?.kind === "word");
  if (!read.includes("??") || (BEFORE.has(neighbour(place, -1)) && ends)) return read;
  return `(${read})`;
}

function whole(site: MoveSite, { start, end }: Content, text: string): TextEdit {
  return { start, end, text: spaced(site.text, { start, end }, text) };
}

function exactly({ start, end }: MoveSite, text: string): TextEdit {
  return { start, end, text };
}

function planned({ site, read }: Literal, cut: Cut, edits: readonly TextEdit[]): MovePlan {
  return {
    value: Secret.of(valueOf(cut.secret)),
    edits,
    mapping: [{ name: site.variable, kind: "reference", reference: site.reference }],
    expression: read,
    notes: looksLikeBrowserCode(site.text) ? ["browser-code"] : [],
  };
}
