import { counted } from "./counted.ts";
import type { GitFailure, LockerFailure, NotMovable, Problem } from "../core/errors.ts";

/** A sentence that says what happened, and one line that says what to do. */
export interface Words {
  readonly text: string;
  readonly hint?: string | undefined;
}

type Of<Code extends Problem["code"]> = Extract<Problem, { code: Code }>;
type Table = { readonly [Code in Problem["code"]]: (problem: Of<Code>) => Words };

const WORDS: Table = {
  unreachable: ({ server, tried }) => ({
    text: `${server} is not reachable: no answer from ${counted(tried.length, "address", "addresses")}.`,
    hint: `check the network or VPN${tried.length === 0 ? "" : `; tried ${tried.join(", ")}`}`,
  }),
  slow: ({ server, seconds }) => ({ text: `${server} did not answer within ${seconds} s.`, hint: "try again" }),
  "rate-limited": ({ server, seconds }) => ({
    text: `${server} asks to wait${seconds === undefined ? "" : ` ${seconds} s`}.`,
    hint: "try again later",
  }),
  sealed: ({ server }) => ({ text: `${server} is sealed.`, hint: "an administrator must unseal it" }),
  uninitialised: ({ server }) => ({
    text: `${server} is not set up yet (not initialised).`,
    hint: "an administrator must initialise it",
  }),
  "no-leader": ({ server }) => ({
    text: `${server} has no leader just now. Nothing was written.`,
    hint: "try again in a few seconds",
  }),
  "outcome-unknown": ({ server, path }) => ({
    text: `${server} broke off while storing ${path}. It may or may not be stored.`,
    hint: `lockers get ${path}`,
  }),
  "certificate-untrusted": ({ host, issuer }) => ({
    text: `The certificate of ${host} is from an unknown authority${issuer === undefined ? "" : `, "${issuer}"`}.`,
    hint: "name the authority's PEM file: VAULT_CACERT=FILE, or lockers server add --ca-file FILE",
  }),
  "certificate-host": ({ host, names }) => ({
    text: `The certificate of ${host} is for ${names.join(", ") || "another host"}, not for ${host}.`,
    hint: "use the name the certificate is for",
  }),
  "certificate-expired": ({ host, ended }) => ({
    text: `The certificate of ${host} ended${ended === undefined ? "" : ` on ${ended}`}.`,
    hint: "its administrator must renew it",
  }),
  "client-certificate": ({ host }) => ({
    text: `${host} refused the connection: it wants a client certificate, or another one.`,
    hint: "name yours: VAULT_CLIENT_CERT=FILE VAULT_CLIENT_KEY=FILE, or lockers server add --client-cert FILE",
  }),
  "not-vault": ({ host }) => ({
    text: `${host} answered, but not as a Vault server. A proxy or a wrong address?`,
    hint: "lockers server list",
  }),
  redirect: ({ server, origin }) => ({
    text: `${server} points to ${origin}, which is not one of its addresses. Not followed.`,
    hint: "if it is the same cluster, add the address: lockers server add NAME ADDRESS…",
  }),
  "insecure-address": ({ address }) => ({
    text: `${address} is plain http on another computer. Tokens travel over https only.`,
    hint: "use an address that begins with https://",
  }),
  "not-allowed": ({ server, path, right }) => ({
    text: `You may not ${right} ${path} on ${server}.`,
    hint: `ask its administrator for the right "${right}" on ${path}`,
  }),
  "not-found": ({ server, path, similar }) => ({
    text: `${path} is not on ${server}.`,
    hint: similar === undefined ? `lockers list ${folderOf(path)}`.trimEnd() : `did you mean "${similar}"?`,
  }),
  "key-not-found": ({ path, key, similar }) => ({
    text: `${path} has no key "${key}".`,
    hint: similar === undefined ? `lockers get ${path}` : `did you mean "${similar}"?`,
  }),
  "version-gone": ({ path, version, state }) => ({ text: `Version ${version} of ${path} was ${state}.` }),
  conflict: ({ server, path }) => ({
    text: `Somebody else changed ${path} on ${server} meanwhile. Nothing was written.`,
    hint: `lockers get ${path}`,
  }),
  "copy-left": ({ server, path, cause }) => ({
    text: `${describe(cause).text} The copy at ${path} on ${server} is left, and so is the original.`,
    hint: "compare the two and delete one",
  }),
  "too-large": ({ server, path }) => ({ text: `${path} is larger than ${server} takes.` }),
  rejected: ({ server, path, status, reasons }) => ({
    text: `${server} refused ${path} (status ${status})${reasons.length === 0 ? "." : `: ${reasons.join("; ")}`}`,
  }),
  "unknown-server": ({ server }) => ({ text: `There is no server named "${server}".`, hint: "lockers server list" }),
  "signed-out": ({ server }) => ({ text: `Not signed in to ${server}.`, hint: `lockers login --server ${server}` }),
  "session-expired": ({ server, ended }) => ({
    text: `Your session at ${server} has ended${ended === undefined ? "" : ` (${moment(ended)})`}.`,
    hint: `lockers login --server ${server}`,
  }),
  "session-refused": ({ server, reason }) => ({ text: `${server} does not accept the sign-in: ${reason}.` }),
  "sign-in-denied": ({ server }) => ({
    text: `The sign-in to ${server} was declined in the browser.`,
    hint: `lockers login --server ${server}`,
  }),
  "sign-in-timeout": ({ minutes }) => ({
    text: `Nobody finished the sign-in within ${minutes} min.`,
    hint: "lockers login --device shows a code for another browser",
  }),
  "storage-not-kept": () => ({ text: "Nothing here keeps secrets over a restart." }),
  "vault-absent": () => ({
    text: "There is no local vault on this computer yet.",
    hint: "lockers put secret/NAME KEY makes one; without a terminal, set LOCKERS_LOCAL_PASSPHRASE_FILE",
  }),
  "vault-exists": ({ file }) => ({ text: `There is a local vault already: ${file}` }),
  locked: () => ({
    text: "The local vault is locked.",
    hint: "without a terminal, set LOCKERS_LOCAL_PASSPHRASE_FILE or LOCKERS_LOCAL_PASSPHRASE",
  }),
  "wrong-passphrase": () => ({ text: "That passphrase does not open the local vault." }),
  "key-lost": () => ({ text: "That key no longer opens the local vault.", hint: "use the passphrase" }),
  "slot-too-old": ({ kind }) => ({
    text: `The ${kind === "passphrase" ? "passphrase" : "recovery key"} was made by an earlier Lockers. Nothing was changed.`,
    hint: "open the vault with it once, then try again",
  }),
  "vault-damaged": ({ file, entries, copy }) =>
    entries === undefined
      ? { text: `${file} is damaged. Nothing was changed in it.`, hint: "lockers restore FILE" }
      : {
          text: `${file} is damaged at ${counted(entries, "entry", "entries")}. A copy was kept; the rest is readable.`,
          hint: `lockers restore FILE brings back what a backup holds; the copy is ${copy}`,
        },
  "vault-newer": ({ file }) => ({ text: `${file} was written by a newer Lockers.`, hint: "update lockers" }),
  "vault-read-only": ({ file }) => ({ text: `${file} cannot be written.`, hint: "check its owner and mode" }),
  "vault-full": () => ({ text: "The disk is full. Nothing was changed.", hint: "make room and try again" }),
  "vault-in-container": ({ file }) => ({
    text: `${file} would be lost with this container.`,
    hint: "mount a directory and set LOCKERS_HOME to it",
  }),
  "log-broken": ({ file, part }) => ({
    text: `The access log of ${file} does not fit together at part ${part}: lines were changed or taken out.`,
    hint: "somebody could write to that file; check who has access to it",
  }),
  "backup-exists": ({ file }) => ({
    text: `${file} is there already. Nothing was written.`,
    hint: "lockers backup --force FILE replaces it",
  }),
  "backup-foreign": ({ file }) => ({ text: `${file} is not a backup of a local vault.` }),
  "backup-newer": ({ file }) => ({
    text: `${file} was written by a newer Lockers. Nothing was changed.`,
    hint: "update lockers",
  }),
  "backup-damaged": ({ file }) => ({
    text: `${file} is damaged. Nothing was changed.`,
    hint: "use another copy of the backup",
  }),
  "backup-cut-off": ({ file }) => ({
    text: `${file} is not whole: its end is missing. Nothing was changed.`,
    hint: "copy it again, or use another backup",
  }),
  "backup-passphrase": ({ file }) => ({
    text: `That passphrase does not open ${file}. Nothing was changed.`,
    hint: "a backup has a passphrase of its own, the one given when it was made",
  }),
  "restore-undecided": ({ conflicts }) => ({
    text: `${counted(conflicts, "secret differs", "secrets differ")} from the backup. Nothing was changed.`,
    hint: "lockers restore --on-conflict keep FILE, or --on-conflict replace for a new version of each",
  }),
  "locker-spent": ({ locker }) => ({
    text: `Locker "${locker}" is spent.`,
    hint: "make a new one: lockers locker create",
  }),
  "locker-expired": ({ locker, ended }) => ({
    text: `Locker "${locker}" expired (${moment(ended)}).`,
    hint: "make a new one: lockers locker create",
  }),
  "locker-refused": ({ server }) => ({
    text: `${server} does not accept this locker token. It is spent, expired, revoked or mistyped; the server does not say which.`,
    hint: "if it should still be good, somebody else may have used it: tell whoever gave it to you",
  }),
  "locker-not-isolated": ({ server, policy }) => ({
    text: `Not created: lockers of ${server} would inherit the policy "${policy}", so a reader could see more than its contents.`,
  }),
  "locker-not-made": ({ reason, cause, revoked }) => {
    const { text, hint } = cause === undefined ? { text: LOCKER_FAILURE[reason], hint: undefined } : describe(cause);
    const begun = revoked ? "What was begun is revoked." : "What was begun could not be revoked; it ends by itself.";
    return { text: `No locker was made: ${text} ${begun}`, hint };
  },
  "token-not-kept": ({ locker }) => ({
    text: `The token of "${locker}" was not kept.`,
    hint: "make a new one: lockers locker create",
  }),
  "wrapping-refused": ({ server, madeAt }) =>
    madeAt === undefined
      ? {
          text: `${server} does not know this wrapping token. It was opened already, expired, or is mistyped.`,
          hint: "if nobody of yours opened it, somebody else did: tell whoever gave it to you",
        }
      : {
          text: `This wrapping token holds something else: the answer of ${madeAt}. It was not opened.`,
          hint: "it may have been swapped on its way: tell whoever gave it to you",
        },
  "reference-syntax": ({ reference, reason }) => ({
    text: `${reference === "" ? "That" : reference} is not a reference: ${reason}.`,
    hint: "a reference reads vault://SERVER/MOUNT/PATH/KEY",
  }),
  "mapping-syntax": ({ file, line, reason }) => ({ text: `${file} line ${line}: ${reason}.` }),
  "mapping-absent": ({ folder }) => ({
    text: `There is no lockers.env in ${folder} or above it.`,
    hint: "lockers run --mapping FILE -- COMMAND…",
  }),
  "reference-broken": ({ file, line, cause }) => {
    const { text, hint } = describe(cause);
    return { text: `${file} line ${line}: ${text} Nothing was started.`, hint };
  },
  "not-approved": ({ file, names }) => ({
    text: `${file} is new or has changed. Programs of this folder would get ${counted(names.length, "secret", "secrets")}: ${names.join(", ")}.`,
    hint: "lockers allow",
  }),
  "home-unknown": ({ server }) => ({
    text: `${server} has no home for you, so ~ means nothing there.`,
    hint: "sign in, or name a home template in the server's profile",
  }),
  "not-movable": ({ file, reason }) => ({ text: `A secret in ${file} cannot be moved: ${NOT_MOVABLE[reason]}` }),
  "edit-refused": ({ file }) => ({ text: `${file} could not be changed.` }),
  "document-changed": ({ file }) => ({ text: `${file} changed meanwhile. Nothing was replaced.` }),
  clipboard: () => ({ text: "The clipboard could not be written." }),
  untrusted: ({ verb }) => ({ text: `This folder is not trusted, so nothing was ${verb}.` }),
  "bad-path": ({ path, reason }) => ({ text: `${path} is not a path: ${reason}.`, hint: "a path reads MOUNT/NAME…" }),
  "bad-input": ({ what, reason }) => ({ text: `${what}: ${reason}.` }),
  "file-unreadable": ({ file }) => ({ text: `${file} cannot be read.`, hint: "check its name, owner and mode" }),
  "file-unwritable": ({ file }) => ({
    text: `${file} cannot be written.`,
    hint: "check its folder, owner and mode, and the space on its disk",
  }),
  git: ({ reason, subject }) => GIT_FAILURE[reason](subject),
  "port-taken": ({ port }) => ({
    text: port === 0 ? "No port on loopback can be had." : `Port ${port} is taken, or not for you.`,
    hint: "lockers serve takes any free port",
  }),
  cancelled: () => ({ text: "Cancelled." }),
};

const GIT_FAILURE: { readonly [Reason in GitFailure]: (subject: string) => Words } = {
  absent: () => ({ text: "There is no git on the PATH.", hint: "lockers scan without --staged, --diff and --history" }),
  "too-old": (version) => ({
    text: `The git on the PATH is ${version}: too old to be run safely.`,
    hint: "git 2.30 or newer; or lockers scan without --staged, --diff and --history",
  }),
  "no-repository": (folder) => ({ text: `${folder} is in no Git repository.` }),
  "not-trusted": (folder) => ({
    text: `The repository of ${folder} belongs to somebody else, so git does not open it.`,
    hint: "if you trust it: git config --global --add safe.directory FOLDER",
  }),
  elsewhere: (folder) => ({
    text: `The repository's configuration puts its files into ${folder}, away from here. They were not read.`,
    hint: "work from that folder, or remove core.worktree from the repository's configuration",
  }),
  bare: (folder) => ({
    text: `The repository ${folder} has no work tree: nothing is staged or changed there.`,
    hint: "lockers scan --history",
  }),
  "unknown-revision": (name) => ({ text: `${name} names no commit of this repository.`, hint: "git log --oneline" }),
  failed: (folder) => ({ text: `Git could not read the repository of ${folder}.`, hint: "git fsck says more" }),
};

const LOCKER_FAILURE: { readonly [Reason in LockerFailure]: string } = {
  "limited-session": "your token has a limited number of uses, and such tokens have no children.",
  "batch-token": "the server gives out batch tokens, which hold nothing.",
  orphan: "the server would let it outlive your session.",
  "no-policy": "the server would not let it read its own contents.",
  "uses-differ": "the server gave it another number of uses.",
  "not-alive": "the server did not accept its token.",
  failed: "something failed on the way.",
};

const NOT_MOVABLE: { readonly [Reason in NotMovable]: string } = {
  language: "code of this language cannot be changed yet.",
  "not-a-text": "it is not a text of the program.",
  "module-name": "it names a module.",
  "property-name": "it is the name of a property.",
  "no-expression-here": "the language allows only a fixed text there.",
  "not-an-environment-value": "it cannot be the value of an environment variable.",
  "depends-on-others": "its line uses other variables of the file.",
  "name-refused": "its variable's name steers programs.",
  "name-taken": "its variable's name means another value in the mapping.",
  "place-expires": "the server deletes values of the chosen place by itself, after a time.",
};

/** The problem in words. */
export function describe<Code extends Problem["code"]>(problem: Of<Code> & { readonly code: Code }): Words {
  return WORDS[problem.code](problem);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Local clock time, with the date. */
function moment(milliseconds: number): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(milliseconds);
}
