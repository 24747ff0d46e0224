/**
 * Text of others for a person to read: control and format characters, line breaks and spaces other than the plain one
 * are written as `\u{HEX}`, so that they can neither steer a terminal nor hide or turn around what stands there.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]|(?! )\p{Z}/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16).toUpperCase()}}`;
  });
}
