import type { Claims } from "../connections/home.ts";
import type { SignIn } from "../connections/connections.ts";
import type { Secret } from "../secrets/secret.ts";
import type { CallOptions, IssuedToken } from "../vault/client.ts";
import type { OfferedSignIn } from "../vault/types.ts";
import type { Credentials } from "./credentials.ts";

/** What a person may see of a session. Nothing secret. */
export interface SessionFacts {
  readonly server: string;
  /** How it began. `token`: a Vault token that was pasted, or comes from the environment. */
  readonly kind: SignIn["kind"];
  /** What to call the person: name, e-mail address, or the server's display name of the token. */
  readonly name: string;
  readonly claims: Claims;
  readonly accessor: string;
  /** When the Vault token ends, in milliseconds since the epoch; undefined: it does not. */
  readonly ends: number | undefined;
  /** True while it can be renewed without the person. */
  readonly renews: boolean;
}

/** What to show a person who signs in on another device (RFC 8628). */
export interface DeviceCode {
  readonly userCode: string;
  readonly verificationUri: string;
  /** With the code in it, or undefined. */
  readonly verificationUriComplete: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

export interface BrowserProgress {
  /**
   * Opens the page, or shows its address. `short` leads the browser of this computer there, too: use it where the way to
   * the browser may change how an address is encoded (VS Code's `openExternal` does).
   */
  readonly openBrowser: (url: string, short: string) => void | Promise<void>;
}

export interface DeviceProgress {
  readonly showCode: (code: DeviceCode) => void | Promise<void>;
}

/**
 * Who is signed in where. One session for each server, kept by the host's store; another window's changes are seen.
 * Errors: `unknown-server`, `signed-out`, `session-expired`, `session-refused` (the server's reason), `sign-in-denied`,
 * `sign-in-timeout`, `cancelled`, and those of a transport.
 */
export interface Sessions {
  /** Undefined where nobody is signed in, or the session has ended and cannot be renewed. Connects to nothing for a stored session. */
  session(server: string): Promise<SessionFacts | undefined>;
  signInWithBrowser(server: string, progress: BrowserProgress, options: CallOptions): Promise<SessionFacts>;
  signInWithDeviceCode(server: string, progress: DeviceProgress, options: CallOptions): Promise<SessionFacts>;
  /**
   * By a name and password, or by AppRole. A password is not kept; an AppRole only where its `keep` says so, and then it
   * renews the session.
   */
  signInWithCredentials(server: string, credentials: Credentials, options: CallOptions): Promise<SessionFacts>;
  /**
   * By an OIDC access token that the person got elsewhere, at the profile's JWT mount (`jwt` where it names none). The
   * session ends with the Vault token that buys. Throws `bad-input` for what is no JWT.
   */
  signInWithAccessToken(server: string, token: Secret, options: CallOptions): Promise<SessionFacts>;
  /**
   * Looks at the token in the profile's token file. Nothing is kept: the file is read at every use. Throws `signed-out`
   * where the file is not there, `bad-input` where it holds no token.
   */
  signInWithTokenFile(server: string, options: CallOptions): Promise<SessionFacts>;
  /** The ways to sign in that the server tells everybody; empty where it tells of none. Needs no session. */
  offeredSignIns(server: string, options: CallOptions): Promise<readonly OfferedSignIn[]>;
  /** Checks a Vault token by looking it up, and keeps it. Throws `session-refused` where the server does not know it. */
  signInWithToken(server: string, token: Secret, options: CallOptions): Promise<SessionFacts>;
  /**
   * Forgets the session. A token that was bought by a login is revoked (with its children, not with lockers of logins
   * of their own); a pasted one belongs to the person and lives on. A server that does not answer keeps nothing back.
   */
  signOut(server: string, options: CallOptions): Promise<void>;
  /** The token to use now, renewed or bought anew where it nears its end. */
  vaultToken(server: string, options: CallOptions): Promise<{ readonly token: Secret; readonly accessor: string }>;
  /**
   * Another token in the place of one the server no longer takes (revoked there): bought silently with the identity, or
   * what another window bought meanwhile. Undefined where the session has nothing to buy one with; it counts as ended
   * then. Throws `session-expired` where the identity is refused, too.
   */
  replaceToken(
    server: string,
    dead: Secret,
    options: CallOptions,
  ): Promise<{ readonly token: Secret; readonly accessor: string } | undefined>;
  /** The OIDC access token, refreshed where it nears its end. Throws `signed-out` where the session has none. */
  accessToken(server: string, options: CallOptions): Promise<Secret>;
  /** The session with a new end, renewed before it has to be. As it was where neither server nor provider gives one. */
  renew(server: string, options: CallOptions): Promise<SessionFacts>;
  /** Another login with the same identity, kept by the caller alone. Undefined where the session has none to repeat: a Vault token, a password. */
  separateLogin(server: string, options: CallOptions): Promise<IssuedToken | undefined>;
  /** Tells of every sign-in, sign-out and renewal here. Gives what ends the telling. */
  onChange(listener: (server: string) => void): () => void;
}
