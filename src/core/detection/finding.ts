/** `certain`: a provider's format. `likely`: a value in a place that names a secret. `possible`: tests, samples, documentation. */
export type Severity = "certain" | "likely" | "possible";

/** True for one of the three words. */
export function isSeverity(text: string): text is Severity {
  return text === "certain" || text === "likely" || text === "possible";
}

/** A place in a text that holds a hard-coded secret. Never the value. */
export interface Finding {
  /** Rule id, for example `github-token`. */
  readonly rule: string;
  readonly severity: Severity;
  /** UTF-16 offset of the secret's first character. */
  readonly start: number;
  /** UTF-16 offset after its last character. */
  readonly end: number;
  /** Where the id stands that is of use together with this secret: an access key's id, a client id. UTF-16 offsets. */
  readonly related?: { readonly start: number; readonly end: number };
  /** What the value is given to in the source (`dbPassword`, `DB_PASSWORD`), or undefined. */
  readonly assignedTo: string | undefined;
  /** Suggested environment variable, for example `DB_PASSWORD`. */
  readonly variable: string;
  /** Design section 6: 128 bits of SHA-256 in hex, never over the value. */
  readonly fingerprint: string;
}

/** What a scan needs to know of the text besides its characters. */
export interface ScanContext {
  /** Relative path with `/`, for the fingerprint, the language and the severity. Empty for text without a file. */
  readonly path: string;
}
