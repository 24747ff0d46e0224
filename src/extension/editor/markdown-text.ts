/**
 * A text from a source file, a setting or a server, so that Markdown shows it letter by letter: no link, no command, no
 * icon, no heading, no second line comes of it.
 */
export function markdownText(text: string): string {
  return text
    .replaceAll(/[\s\p{C}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/[^\p{L}\p{N} ]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}
