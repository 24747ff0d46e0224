import { ExpectedError } from "../errors.ts";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/u;

/** True for names and addresses of this computer itself. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/**
 * An address as it is used: scheme, host, port and base path, without a slash or `/v1` at the end. Throws `bad-input`
 * for what is no http(s) address or holds a user name, a query or a fragment, `insecure-address` for plain http to
 * another computer: tokens would travel in clear.
 */
export function normalAddress(text: string): string {
  const url = URL.parse(text.trim());
  if (url === null || !/^https?:$/u.test(url.protocol)) throw badAddress(text, "it does not begin with https://");
  if (url.username !== "" || url.password !== "") throw badAddress(url.host, "it holds a user name or password");
  if (url.search !== "" || url.hash !== "") throw badAddress(url.host, "it holds a ? or #");
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    throw new ExpectedError({ code: "insecure-address", address: url.origin });
  return url.origin + url.pathname.replace(/\/+$/u, "").replace(/\/v1$/u, "");
}

function badAddress(shown: string, reason: string): ExpectedError {
  return new ExpectedError({ code: "bad-input", what: shown, reason });
}

/** Addresses of one cluster out of a text, separated by commas; each by `normalAddress`, without doubles. */
export function splitAddresses(text: string): readonly string[] {
  const parts = text.split(",").filter((part) => part.trim() !== "");
  return [...new Set(parts.map((part) => normalAddress(part)))];
}
