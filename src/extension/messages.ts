import { l10n } from "vscode";
import type { Problem } from "../core/errors.ts";
import { LOCAL } from "../core/connections/connections.ts";
import { LOCKER_FAILURE, NOT_MOVABLE } from "./failure-words.ts";
import {
  type Description,
  plain,
  retry,
  command,
  editServer,
  signIn,
  otherWays,
  useACode,
  showFile,
  details,
  type Words,
} from "./message-parts.ts";
import { VAULT_WORDS } from "./vault-messages.ts";

const { t } = l10n;

type Code = Problem["code"];
type Of = { readonly [C in Code]: Extract<Problem, { code: C }> };

/** Turns a code of the core into words and next steps. */
export function describe(problem: Problem): Description {
  return describeBy(problem.code, problem);
}

/** The name of a server as a person reads it. */
export function serverName(server: string): string {
  return server === LOCAL ? t("the local vault") : server;
}

/** A person's rendering of a moment: the time today, else the date too. */
export function moment(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

function describeBy<C extends Code>(code: C, problem: Of[C]): Description {
  return WORDS[code](problem);
}

const WORDS: Words<Code> = {
  unreachable: ({ server, tried }) =>
    plain(
      tried.length === 1
        ? t("{0} is not reachable: no answer from {1}. Check the network or VPN.", serverName(server), tried.join())
        : t(
            "{0} is not reachable: no answer from {1} addresses. Check the network or VPN.",
            serverName(server),
            tried.length,
          ),
      retry(),
      editServer(server),
    ),
  slow: ({ server, seconds }) => plain(t("{0} did not answer within {1} s.", serverName(server), seconds), retry()),
  "rate-limited": ({ server, seconds }) =>
    plain(
      seconds === undefined
        ? t("{0} asks to wait a little.", serverName(server))
        : t("{0} asks to wait {1} s.", serverName(server), seconds),
      retry(),
    ),
  sealed: ({ server }) => plain(t("{0} is sealed. An administrator must unseal it.", serverName(server)), retry()),
  uninitialised: ({ server }) => plain(t("{0} is not set up yet (not initialised).", serverName(server)), retry()),
  "no-leader": ({ server }) =>
    plain(t("{0} has no leader just now. Nothing was written.", serverName(server)), retry()),
  "outcome-unknown": ({ server, path }) =>
    plain(t("{0} broke off while storing {1}. It may or may not be stored.", serverName(server), path)),
  "certificate-untrusted": ({ host, issuer }) =>
    plain(
      issuer === undefined
        ? t("The certificate of {0} is from an unknown authority.", host)
        : t('The certificate of {0} is from an unknown authority, "{1}".', host, issuer),
      retry(),
    ),
  "certificate-host": ({ host, names }) =>
    plain(t("The certificate of {0} is for {1}, not for {0}.", host, names.join(", ")), retry()),
  "certificate-expired": ({ host, ended }) =>
    plain(
      ended === undefined
        ? t("The certificate of {0} has expired. Its administrator must renew it.", host)
        : t("The certificate of {0} ended on {1}. Its administrator must renew it.", host, ended),
      retry(),
    ),
  "client-certificate": ({ host }) =>
    plain(t("{0} refused the connection: it wants a client certificate, or another one.", host), retry()),
  "not-vault": ({ host }) =>
    plain(t("{0} answered with a web page, not as a Vault server. A proxy or a wrong address?", host), retry()),
  redirect: ({ server, origin }) =>
    plain(
      t("{0} points to {1}, which is not one of its addresses. Not followed.", serverName(server), origin),
      editServer(server),
    ),
  "insecure-address": ({ address }) =>
    plain(t("{0} is not encrypted. Only addresses of this computer may begin with http.", address)),
  "not-allowed": ({ server, path, right }) =>
    plain(t('You may not {0} {1} on {2}. It needs the right "{0}" on this path.', right, path, serverName(server)), {
      kind: "copy",
      title: t("Copy Request for Admin"),
      text: `path "${path}" {\n  capabilities = ["${right}"]\n}\n`,
    }),
  "not-found": ({ server, path, similar }) =>
    plain(withSimilar(t("{0} is not on {1}.", path, serverName(server)), similar)),
  "key-not-found": ({ server, path, key, similar }) =>
    plain(withSimilar(t('{0} on {1} has no key "{2}".', path, serverName(server), key), similar)),
  "version-gone": ({ path, version, state }) =>
    plain(
      state === "deleted"
        ? t("Version {0} of {1} was deleted.", version, path)
        : t("Version {0} of {1} was destroyed.", version, path),
    ),
  conflict: ({ server, path }) =>
    plain(t("Somebody else changed {0} on {1} meanwhile. Nothing was written.", path, serverName(server)), retry()),
  "copy-left": ({ server, path, cause }) => {
    const { text, actions } = describe(cause);
    return plain(
      t("{0} {1} on {2} was stored, and the original is left too.", text, path, serverName(server)),
      ...actions,
    );
  },
  "too-large": ({ server, path }) => plain(t("{0} is more than {1} takes.", path, serverName(server))),
  rejected: ({ server, path, status, reasons }) =>
    plain(
      t("{0} did not accept the request for {1} (status {2}).", serverName(server), path, status),
      details(reasons.join("\n")),
    ),
  "unknown-server": ({ server }) =>
    plain(
      t('A server named "{0}" is needed. You have none of that name.', server),
      command(t("Add Server…"), "lockers.addServer"),
    ),
  "signed-out": ({ server }) => plain(t("You are signed out of {0}.", server), signIn(server)),
  "session-expired": ({ server, ended }) =>
    plain(
      ended === undefined
        ? t("Your session at {0} has ended.", server)
        : t("Your session at {0} ended at {1}.", server, moment(ended)),
      signIn(server),
    ),
  "session-refused": ({ server, reason }) =>
    plain(t("{0} does not accept the sign-in: {1}.", server, reason), otherWays(server), details(reason)),
  "sign-in-denied": ({ server }) =>
    plain(
      t("The sign-in to {0} was declined in the browser.", server),
      command(t("Try Again"), "lockers.signIn", server),
      useACode(server),
    ),
  "sign-in-timeout": ({ server, minutes }) =>
    plain(
      t("Nobody finished the sign-in to {0} within {1} min.", server, minutes),
      command(t("Try Again"), "lockers.signIn", server),
      useACode(server),
    ),
  "storage-not-kept": () =>
    plain(
      t(
        "This VS Code does not keep secrets over a restart. You will sign in again, and the local vault asks for its passphrase at each start.",
      ),
    ),
  ...VAULT_WORDS,
  "locker-spent": ({ locker }) => plain(t('Locker "{0}" is spent.', locker)),
  "locker-expired": ({ locker, ended }) => plain(t('Locker "{0}" expired at {1}.', locker, moment(ended))),
  "locker-refused": ({ server }) =>
    plain(
      t(
        "{0} does not accept this locker token. It is spent, expired, revoked or mistyped; the server does not say which.",
        serverName(server),
      ),
    ),
  "locker-not-isolated": ({ server, policy }) =>
    plain(
      t(
        'Not created: lockers of {0} would inherit the policy "{1}", so a reader could see more than its contents.',
        serverName(server),
        policy,
      ),
      details(`${server}: ${policy}`),
    ),
  "locker-not-made": ({ reason, cause, revoked }) => {
    const inner = cause === undefined ? plain(LOCKER_FAILURE[reason]()) : describe(cause);
    const begun = revoked
      ? t("What was begun is revoked.")
      : t("What was begun could not be revoked; it ends by itself.");
    return plain(t("No locker was made: {0} {1}", inner.text, begun), ...inner.actions);
  },
  "token-not-kept": ({ locker }) => plain(t('The token of "{0}" was not kept. Make a new locker.', locker)),
  "wrapping-refused": ({ server, madeAt }) =>
    plain(
      madeAt === undefined
        ? t(
            "{0} does not know this wrapping token. It was opened already, expired, or is mistyped. If nobody of yours opened it, somebody else did.",
            serverName(server),
          )
        : t(
            "This wrapping token holds something else: the answer of {0}. It was not opened; it may have been swapped on its way.",
            madeAt,
          ),
    ),
  "reference-syntax": ({ reference, reason }) => plain(t("{0} is not a reference: {1}.", reference, reason)),
  "mapping-syntax": ({ file, line, reason }) => plain(t("{0} line {1}: {2}.", file, line, reason)),
  "mapping-absent": ({ folder }) => plain(t("There is no lockers.env in {0} or above.", folder)),
  "reference-broken": ({ file, line, cause }) => {
    const inner = describe(cause);
    return plain(t("{0} line {1}: {2}", file, line, inner.text), ...inner.actions);
  },
  "not-approved": ({ file, names }) =>
    plain(
      t(
        "{0} is new or has changed. Programs of this folder would get {1} secrets: {2}.",
        file,
        names.length,
        names.join(", "),
      ),
      command(t("Allow"), "lockers.allowMapping"),
    ),
  "home-unknown": ({ server }) =>
    plain(t("{0} has no home for you, so ~ means nothing there.", serverName(server)), editServer(server)),
  "not-movable": ({ file, reason }) => plain(t("Not moved, in {0}: {1}", file, NOT_MOVABLE[reason]())),
  "edit-refused": ({ file, stored }) =>
    plain(
      stored === undefined
        ? t("{0} could not be changed. What was stored is removed again.", file)
        : t("Stored, but not replaced: {0} could not be changed. The value is in {1}.", file, stored),
    ),
  "document-changed": ({ file }) => plain(t("{0} changed meanwhile. Nothing was done.", file), retry()),
  clipboard: () => plain(t("The clipboard could not be written.")),
  untrusted: ({ verb }) =>
    plain(t("This folder is in Restricted Mode, so nothing was {0}.", verb), {
      kind: "command",
      title: t("Manage Workspace Trust"),
      command: "workbench.trust.manage",
      args: [],
    }),
  "bad-path": ({ path, reason }) => plain(t("{0} is not a path: {1}.", path, reason)),
  "bad-input": ({ what, reason }) => plain(t("{0}: {1}.", what, reason)),
  "file-unreadable": ({ file }) => plain(t("{0} cannot be read.", file), showFile(file)),
  "file-unwritable": ({ file }) => plain(t("{0} cannot be written.", file), showFile(file)),
  git: ({ subject }) => plain(t("Git could not read the repository of {0}.", subject)),
  "port-taken": ({ port }) => plain(t("Port {0} is taken.", port), retry()),
  cancelled: () => plain(t("Cancelled.")),
};

function withSimilar(text: string, similar: string | undefined): string {
  return similar === undefined ? text : `${text} ${t("Did you mean {0}?", similar)}`;
}
