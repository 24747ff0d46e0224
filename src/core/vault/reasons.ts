import { isObject, textsAt } from "../json-shape.ts";

const LONGEST = 500;
const MOST = 10;

/** The server's `errors`, as they came. */
export function errorsOf(body: unknown): readonly string[] {
  return isObject(body) ? textsAt(body, "errors") : [];
}

/** Every text of a request's body, however deep. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((member) => textsOf(member));
}

/**
 * The server's words as they may be shown: one line each, shortened, at most ten, and without anything that was sent
 * in the body or as token, should the server repeat it.
 */
export function reasonsOf(body: unknown, sent: unknown, token: string | undefined): readonly string[] {
  const secret = [...textsOf(sent), ...(token === undefined ? [] : [token])]
    .filter((text) => text.length >= 4)
    .toSorted((left, right) => right.length - left.length);
  return errorsOf(body)
    .slice(0, MOST)
    .map((reason) => {
      const redacted = secret.reduce((text, part) => text.replaceAll(part, "[redacted]"), reason);
      return redacted.replaceAll(/\s+/gu, " ").trim().slice(0, LONGEST);
    });
}
