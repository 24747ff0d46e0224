const ZERO_WIDTH_SPACE = "\u200B";

/**
 * The same words, without a link or an icon in them. VS Code turns `[label](command:…)` in messages, dialogs and inputs
 * into a link that runs a command, and `$(name)` in the rows of a pick into an icon; names from a repository, a
 * certificate or a server must not reach that.
 */
export function plainText(text: string): string {
  return text.replaceAll(/(?<=[\]$])\(/gu, `${ZERO_WIDTH_SPACE}(`);
}
