import { ExpectedError, type Problem } from "../errors.ts";
import { isObject, textAt } from "../json-shape.ts";

const LONGEST = 200;

export interface OidcContext {
  readonly server: string;
  readonly issuer: string;
  /** How long the person had. */
  readonly minutes: number;
  readonly signal: AbortSignal | undefined;
}

/** The provider's words: one line, shortened. */
function words(error: unknown): string {
  if (!isObject(error)) return "";
  const told = [textAt(error, "error"), textAt(error, "error_description")].filter((part) => part !== undefined);
  return told.join(": ").replaceAll(/\s+/gu, " ").slice(0, LONGEST);
}

function codeIn(error: unknown): string {
  return (isObject(error) ? textAt(error, "code") : undefined) ?? "";
}

/** OAuth's error codes: RFC 6749 4.1.2.1 and 5.2, RFC 8628 3.5. */
function byOauthError(error: unknown, { server, minutes }: OidcContext): Problem | undefined {
  const code = isObject(error) ? textAt(error, "error") : undefined;
  if (code === undefined) return undefined;
  if (code === "access_denied") return { code: "sign-in-denied", server };
  if (code === "expired_token") return { code: "sign-in-timeout", server, minutes };
  return { code: "session-refused", server, reason: words(error) };
}

/** Errors of openid-client itself, by `code`; of fetch, which are a TypeError with a cause. */
function byLibrary(error: Error, context: OidcContext): Problem | undefined {
  const { server, issuer, minutes } = context;
  const code = codeIn(error);
  const host = new URL(issuer).host;
  if (code === "OAUTH_ABORT" || code === "OAUTH_TIMEOUT")
    return code === "OAUTH_ABORT"
      ? { code: "sign-in-timeout", server, minutes }
      : { code: "unreachable", server: host, tried: [host] };
  if (code.startsWith("OAUTH_")) return { code: "session-refused", server, reason: `${host}: ${error.message}` };
  // What fetch throws for everything between here and there.
  if (!(error instanceof TypeError && error.message === "fetch failed")) return undefined;
  return /CERT|SIGNATURE|ISSUER/u.test(codeIn(error.cause))
    ? { code: "certificate-untrusted", host, issuer: undefined }
    : { code: "unreachable", server: host, tried: [host] };
}

/**
 * What to throw for a failure at an OpenID provider. Without the cause: openid-client's errors hold whole answers.
 * Gives `error` itself where it is none of the provider's.
 */
export function oidcError(error: unknown, context: OidcContext): unknown {
  if (error instanceof ExpectedError || !(error instanceof Error)) return error;
  // What a fetch of ours threw, wrapped by the library.
  if (error.cause instanceof ExpectedError) return error.cause;
  if (context.signal?.aborted === true) return new ExpectedError({ code: "cancelled" });
  const problem = byOauthError(error, context) ?? byLibrary(error, context);
  return problem === undefined ? error : new ExpectedError(problem);
}
