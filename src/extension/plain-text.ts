const ZERO_WIDTH_SPACE = "\u200B";

/**
 * The same words, without a link in them. VS Code turns `[label](command:…)` in messages, dialogs and inputs into a
 * link that runs a command; names from a repository, a certificate or a server must not reach that.
 */
export function plainText(text: string): string {
  return text.replaceAll("](", `]${ZERO_WIDTH_SPACE}(`);
}
