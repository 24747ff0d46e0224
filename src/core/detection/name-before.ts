import { lineStart } from "./units.ts";

const REACH = 160;
/** The name of a call, or of another argument, says nothing of a literal; nor does the user of an address. */
const ASSIGNED =
  /(?<!:\/\/|[\w.-])([A-Za-z_][\w.-]{0,79})(?:(?:\\?["'`])?[\])]?[ \t]*(?::[ \t]*[A-Za-z][\w<>|&?. ]{0,30}=|:=|=>|[=:]|--[\w-]+[ =])|\\?["'`][\])]?[ \t]*,)[ \t]*(?:[bBrRuUfF@&]{0,2}|(?:[Bb]earer|[Bb]asic|[Tt]oken)[ \t])(?:\\?["'`]{1,3})?(?:(?:[Bb]earer|[Bb]asic|[Tt]oken)[ \t])?$/;

/** The name that the literal at `start` is given to on its line, or undefined. */
export function nameBefore(text: string, start: number): string | undefined {
  return ASSIGNED.exec(text.slice(lineStart(text, start, REACH), start))?.[1];
}
