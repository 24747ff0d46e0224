import { ExpectedError } from "../errors.ts";
import type { SecretPath } from "../vault/types.ts";

/** One value on one server; all parts decoded (design section 5). */
export interface Reference {
  readonly server: string;
  /** May hold a slash (`team/kv`). */
  readonly mount: string;
  /** True: `path` begins at the person's home on that server. */
  readonly home: boolean;
  /** Parts below the mount or the home; may be empty only where `home` is true. */
  readonly path: readonly string[];
  readonly key: string;
  /** KV v2 only; undefined = the latest. */
  readonly version: number | undefined;
}

const SCHEME = "vault://";

/** True where a text claims to be a reference; it may still be malformed. */
export function looksLikeReference(text: string): boolean {
  return text.startsWith(SCHEME);
}

/**
 * Reads `vault://SERVER/MOUNT/PATH…/KEY[?version=N]`. Own grammar: a URL parser would resolve `%2e%2e`.
 * Throws `reference-syntax`; the text is quoted in it only where it begins as a reference does.
 */
export function parseReference(text: string): Reference {
  if (!looksLikeReference(text)) throw syntax("", `it does not begin with ${SCHEME}`);
  const question = text.indexOf("?");
  const parts = text.slice(SCHEME.length, question === -1 ? undefined : question).split("/");
  const [server, mount, ...rest] = parts.map((part, index) => decodePart(text, part, index === 0 ? "server" : "part"));
  const key = rest.pop();
  if (server === undefined || mount === undefined || key === undefined || rest.length === 0) {
    throw syntax(text, "it needs a server, a mount, a path and a key");
  }
  checkMount(text, mount);
  if (rest.some((part) => part.includes("/"))) throw syntax(text, "a part of the path holds a slash");
  const home = parts[2] === "~";
  return {
    server,
    mount,
    home,
    path: home ? rest.slice(1) : rest,
    key,
    version: question === -1 ? undefined : parseVersion(text, text.slice(question + 1)),
  };
}

/** The reference as text, every character outside RFC 3986's unreserved set encoded. Throws `reference-syntax` for parts that cannot be written. */
export function formatReference(reference: Reference): string {
  const path = reference.path.map((part, index) =>
    index === 0 && part === "~" && !reference.home ? "%7E" : encodePart(part),
  );
  if (reference.home) path.unshift("~");
  const parts = [encodePart(reference.server), encodePart(reference.mount), ...path, encodePart(reference.key)];
  const version = reference.version === undefined ? "" : `?version=${reference.version}`;
  const text = SCHEME + parts.join("/") + version;
  parseReference(text);
  return text;
}

/**
 * Where the value's secret is. `home` is the person's home below the mount, as `Connections.home` gives it.
 * Throws `home-unknown` where the reference needs one and there is none.
 */
export function secretPathOf(reference: Reference, home: string | undefined): SecretPath {
  if (!reference.home) return { mount: reference.mount, path: reference.path.join("/") };
  if (home === undefined) throw new ExpectedError({ code: "home-unknown", server: reference.server });
  return { mount: reference.mount, path: [home, ...reference.path].join("/") };
}

// RFC 3986 pchar, and characters beyond ASCII that can be seen, which people type as they are. U+2800 is an empty Braille cell.
const WRITABLE =
  /^(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2}|[^\p{ASCII}\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800])*$/u;
// Whoever approves a reference must see what it names: nothing invisible, turned around, or like a space.
const UNSEEN = /[\p{Cc}\p{Cf}]|(?! )\p{Z}/u;

function decodePart(reference: string, part: string, kind: "server" | "part"): string {
  if (!WRITABLE.test(part)) throw syntax(reference, "it holds a character that must be percent-encoded");
  const decoded = decodeUtf8(reference, part);
  if (decoded === "") throw syntax(reference, "a part is empty");
  if (decoded === "." || decoded === "..") throw syntax(reference, `"${decoded}" cannot be a part`);
  if (UNSEEN.test(decoded)) throw syntax(reference, "a part holds a character that cannot be seen");
  if (kind === "server" && decoded.includes("/")) throw syntax(reference, "the server's name holds a slash");
  return decoded;
}

function decodeUtf8(reference: string, part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw new ExpectedError({ code: "reference-syntax", reference, reason: "a part is not UTF-8" }, { cause });
  }
}

function checkMount(reference: string, mount: string): void {
  if (mount.split("/").some((part) => part === "" || part === "." || part === "..")) {
    throw syntax(reference, "the mount has an empty part or one of dots");
  }
}

function parseVersion(reference: string, query: string): number {
  const digits = /^version=([1-9]\d{0,14})$/.exec(query)?.[1];
  if (digits === undefined) throw syntax(reference, "only ?version=N may follow the key");
  return Number(digits);
}

function encodePart(part: string): string {
  if (/\p{Cs}/u.test(part)) throw syntax("", "a part is not well-formed Unicode");
  return encodeURIComponent(part).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function syntax(reference: string, reason: string): ExpectedError {
  return new ExpectedError({ code: "reference-syntax", reference, reason });
}
