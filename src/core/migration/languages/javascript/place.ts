import type { NotMovable } from "../../../errors.ts";
import type { Token } from "./tokens.ts";

/** A source with its tokens and the index of the one that holds the secret. */
export interface Place {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly index: number;
}

/** The text of the token `distance` after the place's own; empty beyond the ends. */
export function neighbour({ text, tokens, index }: Place, distance: number): string {
  const token = tokens[index + distance];
  return token === undefined ? "" : text.slice(token.start, token.end);
}

/** Why no expression may stand at this string or template, or undefined where one may. */
export function obstacle(place: Place, typescript: boolean): NotMovable | undefined {
  if (namesModule(place)) return "module-name";
  if (namesProperty(place)) return "property-name";
  if (typescript && wantsConstant(place)) return "no-expression-here";
  return undefined;
}

function namesModule(place: Place): boolean {
  const before = neighbour(place, -1);
  if (before === "import" || before === "from") return true;
  if (before === "module" && neighbour(place, -2) === "declare") return true;
  if (before !== "(") return false;
  const callee = neighbour(place, -2);
  return callee === "import" || callee === "require" || (callee === "resolve" && neighbour(place, -3) === ".");
}

function namesProperty(place: Place): boolean {
  const before = neighbour(place, -1);
  const after = neighbour(place, 1);
  if (!["{", ",", ";", "}", "readonly", "static", "get", "set", "async", "*"].includes(before)) return false;
  return after === ":" || after === "(" || (after === "?" && neighbour(place, 2) === ":");
}

function wantsConstant(place: Place): boolean {
  const next = neighbour(place, 1);
  if (next === "as" && neighbour(place, 2) === "const") return true;
  if (isTypeAlias(place) || isEnumMember(place)) return true;
  return ["|", "&", "<"].includes(neighbour(place, -1)) && [">", "|", "&"].includes(next);
}

function isTypeAlias(place: Place): boolean {
  for (let distance = -1; distance >= -40; distance -= 1) {
    const word = neighbour(place, distance);
    if (word === ";" || word === "{" || word === "(" || word === "") return false;
    const declares = word === "type" && neighbour(place, distance - 1) !== ".";
    if (declares && /^[\w$]+$/.test(neighbour(place, distance + 1))) return true;
  }
  return false;
}

function isEnumMember(place: Place): boolean {
  const opener = place.tokens[place.index]?.parent ?? -1;
  const around = { ...place, index: opener };
  return opener >= 0 && neighbour(around, 0) === "{" && neighbour(around, -2) === "enum";
}
