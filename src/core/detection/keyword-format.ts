/** A format that is looked for near words of its own. */
export interface KeywordFormat {
  readonly id: string;
  readonly title: string;
  /** One of them stands near or inside of the secret; lower case. */
  readonly words: readonly string[];
  /** Source of the pattern of the whole secret; bounded, without anchors. */
  readonly pattern: string;
}
