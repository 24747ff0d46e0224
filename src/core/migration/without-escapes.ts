import { CONTROL_ESCAPES } from "./languages/control-escapes.ts";

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^ux]))/gu;
const CONTROLS = new Map(CONTROL_ESCAPES);

/**
 * A text with the escapes decoded that string literals of most languages share. A guess, made without the document: good
 * for looking something up, not for what is stored.
 */
export function withoutEscapes(text: string): string {
  return text.replaceAll(ESCAPE, (_, four?: string, two?: string, simple = "") => {
    const hex = four ?? two;
    return hex === undefined ? (CONTROLS.get(simple) ?? simple) : String.fromCharCode(Number.parseInt(hex, 16));
  });
}
