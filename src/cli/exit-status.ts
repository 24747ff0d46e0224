import type { GitFailure, Problem } from "../core/errors.ts";

/** Exit statuses, after BSD's sysexits where it has one. */
export const EXIT = {
  ok: 0,
  found: 1,
  usage: 64,
  data: 65,
  notFound: 66,
  unavailable: 69,
  bug: 70,
  io: 74,
  conflict: 75,
  notAllowed: 77,
  configuration: 78,
  cancelled: 130,
  /** 128 + SIGPIPE, as of a program that the signal ends. */
  brokenPipe: 141,
} as const;

type Exit = (typeof EXIT)[keyof typeof EXIT];

const { usage, data, notFound, unavailable, io, conflict, notAllowed, configuration, cancelled } = EXIT;

const STATUS: { readonly [Code in Problem["code"]]: Exit } = {
  unreachable: unavailable,
  slow: unavailable,
  "rate-limited": unavailable,
  sealed: unavailable,
  uninitialised: unavailable,
  "no-leader": unavailable,
  "outcome-unknown": unavailable,
  "certificate-untrusted": configuration,
  "certificate-host": configuration,
  "certificate-expired": unavailable,
  "client-certificate": configuration,
  "not-vault": configuration,
  redirect: configuration,
  "insecure-address": configuration,
  "not-allowed": notAllowed,
  "not-found": notFound,
  "key-not-found": notFound,
  "version-gone": notFound,
  conflict,
  "copy-left": io,
  "too-large": data,
  rejected: data,
  "unknown-server": configuration,
  "signed-out": notAllowed,
  "session-expired": notAllowed,
  "session-refused": notAllowed,
  "sign-in-denied": notAllowed,
  "sign-in-timeout": notAllowed,
  "storage-not-kept": configuration,
  "vault-absent": notFound,
  "vault-exists": conflict,
  locked: notAllowed,
  "wrong-passphrase": notAllowed,
  "key-lost": notAllowed,
  "slot-too-old": data,
  "vault-damaged": data,
  "vault-newer": data,
  "vault-read-only": io,
  "vault-full": io,
  "vault-in-container": configuration,
  "log-broken": data,
  "backup-exists": conflict,
  "backup-foreign": data,
  "backup-newer": data,
  "backup-damaged": data,
  "backup-cut-off": data,
  "backup-passphrase": notAllowed,
  "restore-undecided": conflict,
  "locker-spent": notAllowed,
  "locker-expired": notAllowed,
  "locker-refused": notAllowed,
  "locker-not-isolated": notAllowed,
  "locker-not-made": unavailable,
  "token-not-kept": notFound,
  "wrapping-refused": notAllowed,
  "reference-syntax": usage,
  "mapping-syntax": data,
  "mapping-absent": configuration,
  "reference-broken": notFound,
  "not-approved": notAllowed,
  "home-unknown": configuration,
  "not-movable": data,
  "edit-refused": io,
  "document-changed": conflict,
  clipboard: io,
  untrusted: notAllowed,
  "bad-path": usage,
  "bad-input": data,
  "file-unreadable": io,
  "file-unwritable": io,
  git: io,
  "port-taken": unavailable,
  cancelled,
};

const GIT_STATUS: { readonly [Reason in GitFailure]: Exit } = {
  absent: unavailable,
  "too-old": unavailable,
  "no-repository": notFound,
  "not-trusted": notAllowed,
  elsewhere: notAllowed,
  bare: notFound,
  "unknown-revision": notFound,
  failed: io,
};

/** The exit status for a problem; where one problem is the cause of another, that of the cause. */
export function exitStatus(problem: Problem): Exit {
  if (problem.code === "locker-not-made" && problem.cause !== undefined) return exitStatus(problem.cause);
  if (problem.code === "git") return GIT_STATUS[problem.reason];
  if (problem.code !== "reference-broken") return STATUS[problem.code];
  return problem.cause.code === "reference-syntax" ? data : exitStatus(problem.cause);
}
