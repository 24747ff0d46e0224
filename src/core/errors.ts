/**
 * The closed list of problems a person can meet. The core throws them by code; each host turns a code into words and
 * a next step (`src/extension/messages.ts`, `src/cli/messages.ts`). Fields never hold a secret.
 */
export type Problem =
  // reaching a server
  | { readonly code: "unreachable"; readonly server: string; readonly tried: readonly string[] }
  | { readonly code: "slow"; readonly server: string; readonly seconds: number }
  | { readonly code: "rate-limited"; readonly server: string; readonly seconds: number | undefined }
  | { readonly code: "sealed"; readonly server: string }
  | { readonly code: "uninitialised"; readonly server: string }
  | { readonly code: "no-leader"; readonly server: string }
  | { readonly code: "outcome-unknown"; readonly server: string; readonly path: string }
  | { readonly code: "certificate-untrusted"; readonly host: string; readonly issuer: string | undefined }
  | { readonly code: "certificate-host"; readonly host: string; readonly names: readonly string[] }
  | { readonly code: "certificate-expired"; readonly host: string; readonly ended: string | undefined }
  /** It refused the TLS connection: it wants a client certificate, or another one. */
  | { readonly code: "client-certificate"; readonly host: string }
  | { readonly code: "not-vault"; readonly host: string }
  | { readonly code: "redirect"; readonly server: string; readonly origin: string }
  | { readonly code: "insecure-address"; readonly address: string }
  // what a server answers
  | {
      readonly code: "not-allowed";
      readonly server: string;
      readonly path: string;
      readonly right: string;
      /** The API path a policy has to name, for example `secret/data/shop/db`. */
      readonly policyPath?: string;
    }
  | { readonly code: "not-found"; readonly server: string; readonly path: string; readonly similar: string | undefined }
  | {
      readonly code: "key-not-found";
      readonly server: string;
      readonly path: string;
      readonly key: string;
      readonly similar: string | undefined;
    }
  | {
      readonly code: "version-gone";
      readonly server: string;
      readonly path: string;
      readonly version: number;
      readonly state: "deleted" | "destroyed";
    }
  | { readonly code: "conflict"; readonly server: string; readonly path: string }
  /** A copy was stored at `path`, then something failed, and the copy could not be taken back: the original is there too. */
  | { readonly code: "copy-left"; readonly server: string; readonly path: string; readonly cause: Problem }
  | { readonly code: "too-large"; readonly server: string; readonly path: string }
  | {
      readonly code: "rejected";
      readonly server: string;
      readonly path: string;
      readonly status: number;
      readonly reasons: readonly string[];
    }
  // sessions
  | { readonly code: "unknown-server"; readonly server: string }
  | { readonly code: "signed-out"; readonly server: string }
  | { readonly code: "session-expired"; readonly server: string; readonly ended: number | undefined }
  | { readonly code: "session-refused"; readonly server: string; readonly reason: string }
  | { readonly code: "sign-in-denied"; readonly server: string }
  | { readonly code: "sign-in-timeout"; readonly server: string; readonly minutes: number }
  | { readonly code: "storage-not-kept" }
  // the local vault
  | { readonly code: "vault-absent" }
  | { readonly code: "vault-exists"; readonly file: string }
  | { readonly code: "locked" }
  | { readonly code: "wrong-passphrase" }
  | { readonly code: "key-lost" }
  /** The vault key cannot be changed before this has opened the vault once, or was replaced. */
  | { readonly code: "slot-too-old"; readonly kind: "passphrase" | "recovery-key" }
  | {
      readonly code: "vault-damaged";
      readonly file: string;
      /** How many entries do not open, where the rest can be read. */
      readonly entries?: number;
      /** The copy of the file that was kept. */
      readonly copy?: string;
    }
  | { readonly code: "vault-newer"; readonly file: string }
  | { readonly code: "vault-read-only"; readonly file: string }
  | { readonly code: "vault-full"; readonly file: string }
  | { readonly code: "vault-in-container"; readonly file: string }
  /** The access log's chain does not hold: the first part, counted from 1, that does not fit the one before it. */
  | { readonly code: "log-broken"; readonly file: string; readonly part: number }
  // a backup of the local vault; nothing was changed
  | { readonly code: "backup-exists"; readonly file: string }
  /** Not a backup at all. */
  | { readonly code: "backup-foreign"; readonly file: string }
  | { readonly code: "backup-newer"; readonly file: string }
  | { readonly code: "backup-damaged"; readonly file: string }
  /** Its end is missing. */
  | { readonly code: "backup-cut-off"; readonly file: string }
  | { readonly code: "backup-passphrase"; readonly file: string }
  /** Secrets differ, and nobody has said what to do with them. */
  | { readonly code: "restore-undecided"; readonly conflicts: number }
  // lockers
  | { readonly code: "locker-spent"; readonly locker: string }
  | { readonly code: "locker-expired"; readonly locker: string; readonly ended: number }
  | { readonly code: "locker-refused"; readonly server: string }
  | { readonly code: "locker-not-isolated"; readonly server: string; readonly policy: string }
  | {
      readonly code: "locker-not-made";
      readonly server: string;
      readonly reason: LockerFailure;
      /** What happened, where `reason` is `failed`. */
      readonly cause: Problem | undefined;
      /** False where what was begun could not be taken back; it ends with its time. */
      readonly revoked: boolean;
    }
  | { readonly code: "token-not-kept"; readonly locker: string }
  /** A token that keeps an answer for one reading: gone, or (`madeAt`) made by another call than it should be, so swapped. */
  | { readonly code: "wrapping-refused"; readonly server: string; readonly madeAt: string | undefined }
  // references and the mapping
  | { readonly code: "reference-syntax"; readonly reference: string; readonly reason: string }
  | { readonly code: "mapping-syntax"; readonly file: string; readonly line: number; readonly reason: string }
  | { readonly code: "mapping-absent"; readonly folder: string }
  | { readonly code: "reference-broken"; readonly file: string; readonly line: number; readonly cause: Problem }
  | { readonly code: "not-approved"; readonly file: string; readonly names: readonly string[] }
  /** The reference begins at the person's home (`~`), and this server has none for them. */
  | { readonly code: "home-unknown"; readonly server: string }
  // the editor
  /** The secret cannot be replaced by an expression there. Nothing was stored. */
  | { readonly code: "not-movable"; readonly file: string; readonly reason: NotMovable }
  | { readonly code: "edit-refused"; readonly file: string; readonly stored: string | undefined }
  | { readonly code: "document-changed"; readonly file: string }
  | { readonly code: "clipboard" }
  | { readonly code: "untrusted"; readonly verb: string }
  // input
  | { readonly code: "bad-path"; readonly path: string; readonly reason: string }
  | { readonly code: "bad-input"; readonly what: string; readonly reason: string }
  | { readonly code: "file-unreadable"; readonly file: string }
  | { readonly code: "file-unwritable"; readonly file: string }
  /** `subject`: the repository's folder, the revision, or git's version. */
  | { readonly code: "git"; readonly reason: GitFailure; readonly subject: string }
  /** Port 0 stands for any. */
  | { readonly code: "port-taken"; readonly port: number }
  | { readonly code: "cancelled" };

/** Why git did not answer. */
export type GitFailure =
  | "absent"
  /** `subject` is its version. */
  | "too-old"
  | "no-repository"
  /** The repository belongs to somebody else. */
  | "not-trusted"
  /** Its configuration says that its files are in another folder. */
  | "elsewhere"
  /** It has no work tree, and so nothing that could be staged or changed. */
  | "bare"
  | "unknown-revision"
  | "failed";

/** Why a locker was not made. */
export type LockerFailure =
  /** The session's token has a limited number of uses: such tokens have no children. */
  | "limited-session"
  /** The server issues batch tokens, which have no cubbyhole. */
  | "batch-token"
  /** The server made it an orphan: it would outlive what it hangs on. */
  | "orphan"
  /** The server gave it no policy: it could not read its own contents. */
  | "no-policy"
  /** The server gave it another number of uses, or counted otherwise than we did. */
  | "uses-differ"
  | "not-alive"
  | "failed";

/**
 * Why a secret cannot be moved: the file's language is not known; it is not inside a text of the program; it names a
 * module; it is a property's name; it stands where the language allows no expression (a type, a pattern, an enum, a
 * tagged template); it cannot be the value of an environment variable (a NUL, bytes that are no text); its line
 * depends on other variables; its name steers programs and is refused in a mapping; its name in the mapping is taken by
 * another value; the server deletes what is kept at the chosen place by itself.
 */
export type NotMovable =
  | "language"
  | "not-a-text"
  | "module-name"
  | "property-name"
  | "no-expression-here"
  | "not-an-environment-value"
  | "depends-on-others"
  | "name-refused"
  | "name-taken"
  | "place-expires";

/** A problem a person can meet. Anything else that is thrown is a bug. */
export class ExpectedError extends Error {
  override readonly name = "ExpectedError";
  readonly problem: Problem;

  constructor(problem: Problem, options?: { readonly cause?: unknown }) {
    super(problem.code, options);
    this.problem = problem;
  }
}

/** The problem's code, or undefined where `error` is not one of ours. */
export function problemCode(error: unknown): Problem["code"] | undefined {
  return error instanceof ExpectedError ? error.problem.code : undefined;
}
