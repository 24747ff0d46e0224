import { ExpectedError } from "../errors.ts";

/** What an identity says of a person: claim names to values. */
export type Claims = Readonly<Record<string, string>>;

const CLAIM = /\{(?<claim>[A-Za-z0-9_.-]+)\}/gu;

/** A claim can stand for one part of a path only: no slash, no dots alone, no control character. */
function isOnePart(value: string): boolean {
  return value !== "" && value !== "." && value !== ".." && !/[/\p{Cc}\p{Surrogate}]/u.test(value);
}

/**
 * The place below a mount that is the person's own, decoded, for example `users/ada@egi.eu` from `users/{sub}`.
 * Undefined where the identity lacks a claim of the template. Throws `bad-path` for a claim that is no single part: it
 * would lead into somebody else's place.
 */
export function expandHome(template: string, claims: Claims): string | undefined {
  let missing = false;
  const home = template.replaceAll(CLAIM, (_, name: string) => {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    if (value === undefined) missing = true;
    else if (!isOnePart(value))
      throw new ExpectedError({ code: "bad-path", path: template, reason: `the claim "${name}" is not one part` });
    return value ?? "";
  });
  return missing ? undefined : home.replaceAll(/^\/+|\/+$/gu, "");
}
