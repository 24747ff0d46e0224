import { ExpectedError, type NotMovable } from "../errors.ts";
import type { MappingAddition } from "../references/mapping-edits.ts";
import type { Secret } from "../secrets/secret.ts";
import type { TextEdit } from "../text/edits.ts";

/** A secret in a document and what is to stand there instead. */
export interface MoveSite {
  readonly text: string;
  /** Path of the document with `/`; its name decides the language where no `languageId` is given. Named in problems. */
  readonly path: string;
  /** VS Code's language id, where there is one. */
  readonly languageId?: string | undefined;
  /** UTF-16 offset of the secret's first character. */
  readonly start: number;
  /** Offset after its last character. */
  readonly end: number;
  /** Environment variable the code will read. */
  readonly variable: string;
  /** Where the value will be, as a `vault://` text. */
  readonly reference: string;
  /** Name of the mapping for the comment a dotenv line leaves, `lockers.env` by default. */
  readonly mappingName?: string | undefined;
}

/** What a person should know before the edit; words at the edge. */
export type MoveNote =
  /** The file looks like code for a browser: what is put there at build time reaches every visitor. */
  | "browser-code"
  /** A program that reads this data file by itself gets the reference. */
  | "data-file"
  /** The secret stands in a comment or a docstring: only the reference is left, no variable. */
  | "comment";

/** The edit that moves one secret. */
export interface MovePlan {
  /** The value as the program saw it, escapes decoded: this is what is stored. */
  readonly value: Secret;
  /** Edits of the document; offsets are those of the given text. */
  readonly edits: readonly TextEdit[];
  /** What the mapping needs; empty for comments and data files. */
  readonly mapping: readonly MappingAddition[];
  /** What now stands for the value in the code, for the lens and *Copy Expression*. */
  readonly expression: string;
  readonly notes: readonly MoveNote[];
}

/** How one language, or a family of languages, takes a value from the environment. */
export interface Language {
  /** VS Code language ids. */
  readonly ids: readonly string[];
  /** File names of this language. */
  readonly files: RegExp;
  /** Throws `not-movable`. */
  readonly plan: (site: MoveSite) => MovePlan;
}

/** The problem to throw where a secret cannot be moved. */
export function notMovable(site: Pick<MoveSite, "path">, reason: NotMovable): ExpectedError {
  return new ExpectedError({ code: "not-movable", file: site.path, reason });
}
