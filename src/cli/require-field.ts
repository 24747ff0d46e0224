import { ExpectedError } from "../core/errors.ts";
import type { Field, SecretData, SecretPath } from "../core/vault/types.ts";
import { shownPath } from "./place.ts";
import { mostSimilar } from "../core/text/most-similar.ts";

/** The value under `key`. Throws `key-not-found` with the most similar key there is. */
export function requireField(
  fields: SecretData,
  { at, key, server }: { readonly at: SecretPath; readonly key: string; readonly server: string },
): Field {
  const field = fields.get(key);
  if (field !== undefined) return field;
  const similar = mostSimilar(key, [...fields.keys()]);
  throw new ExpectedError({ code: "key-not-found", server, path: shownPath(at), key, similar });
}
