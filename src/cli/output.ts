/** The formats every command that prints data knows. `scan` has `sarif` besides. */
export const FORMATS = ["text", "json", "yaml", "env"] as const;

export type Format = (typeof FORMATS)[number];

export function isFormat(text: string): text is Format {
  return FORMATS.some((format) => format === text);
}
