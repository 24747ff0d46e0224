/**
 * A secret text that does not print itself: string conversion, JSON and Node's inspector all give `[secret]`.
 * `reveal()` is the only way out; call it at the last step before an HTTP body, the clipboard or a child's environment.
 */
export class Secret {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  static of(text: string): Secret {
    return new Secret(text);
  }

  /** The text itself. */
  reveal(): string {
    return this.#text;
  }

  /** True where both hold the same text. Not constant-time: both sides are already the person's own. */
  equals(other: Secret): boolean {
    return this.#text === other.#text;
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "[secret]";
  }
}
