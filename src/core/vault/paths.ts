import { ExpectedError } from "../errors.ts";

const CONTROL = /\p{Cc}/u;

/** Why a part of a path cannot be sent, or undefined. Servers and HTTP clients resolve `.` and `..` however they are encoded. */
function fault(part: string): string | undefined {
  if (part === "") return "a part is empty";
  if (part === "." || part === "..") return `"${part}" is not a name`;
  if (CONTROL.test(part)) return "it holds a control character";
  return /\p{Surrogate}/u.test(part) ? "it is not valid Unicode" : undefined;
}

/**
 * Parts of a path as they are sent: percent-encoded, joined with slashes. An empty path gives an empty text.
 * Throws `bad-path` for a part that is empty, `.`, `..`, or holds a control character.
 */
export function encodePath(path: string): string {
  if (path === "") return "";
  return path
    .split("/")
    .map((part) => {
      const reason = fault(part);
      if (reason !== undefined) throw new ExpectedError({ code: "bad-path", path: printable(path), reason });
      return encodeURIComponent(part);
    })
    .join("/");
}

/** Joins encoded pieces with slashes, leaving empty ones out. */
export function joinPath(...pieces: readonly string[]): string {
  return pieces.filter((piece) => piece !== "").join("/");
}

/** A path as a person may see it: control characters replaced. */
export function printable(path: string): string {
  return path.replaceAll(/\p{Cc}/gu, "\uFFFD");
}
