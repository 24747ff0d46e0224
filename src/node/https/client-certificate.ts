import { readFile } from "node:fs/promises";
import { createSecureContext } from "node:tls";
import type { ClientCertificate } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import type { Secret } from "../../core/secrets/secret.ts";

/** What TLS takes to say who we are. */
export interface OwnIdentity {
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly pfx?: Buffer;
  /** In memory alone, for as long as the program runs. */
  readonly passphrase?: string;
}

/** Asks the person for what opens the key in that file; `again`: what was given last did not. Throws `cancelled`. */
export type AskPassphrase = (file: string, again: boolean) => Promise<Secret>;

/** Asks once for each file, whoever needs it: the way to a server and the one that asks how it feels are two. */
export function rememberPassphrases(ask: AskPassphrase): AskPassphrase {
  const given = new Map<string, Promise<Secret>>();
  return async (file, again) => {
    const known = again ? undefined : given.get(file);
    const answer = known ?? ask(file, again);
    given.set(file, answer);
    try {
      return await answer;
    } catch (error) {
      given.delete(file);
      throw error;
    }
  };
}

function bad(file: string, reason: string, cause?: unknown): ExpectedError {
  return new ExpectedError({ code: "bad-input", what: file, reason }, { cause });
}

async function contents(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw bad(file, "the client certificate or its key cannot be read", error);
  }
}

/** OpenSSL's words for a passphrase that is missing or wrong. */
function wantsPassphrase(error: unknown): boolean {
  return error instanceof Error && /bad decrypt|mac verify failure|interrupted or cancelled/iu.test(error.message);
}

/** Undefined where they fit together. Throws `bad-input` where no passphrase would help. */
function opens(identity: OwnIdentity, file: string): boolean {
  try {
    createSecureContext(identity);
    return true;
  } catch (error) {
    if (wantsPassphrase(error)) return false;
    // Without the cause: nothing of a key may end in a log.
    throw bad(file, "it is not a certificate with its key");
  }
}

/** Reads a client certificate with its key, and remembers the passphrase it asked for. */
export function createClientCertificate(
  files: ClientCertificate,
  ask: AskPassphrase | undefined,
): () => Promise<OwnIdentity> {
  const keyFile = files.kind === "pfx" ? files.file : files.keyFile;
  let passphrase: Promise<Secret> | undefined;
  let mistyped = false;

  async function asked(identity: OwnIdentity): Promise<Secret> {
    if (ask === undefined) throw bad(keyFile, "it needs a passphrase, and there is nobody to ask for it");
    const given = await ask(keyFile, mistyped);
    mistyped = !opens({ ...identity, passphrase: given.reveal() }, keyFile);
    if (!mistyped) return given;
    throw bad(keyFile, "this passphrase does not open it");
  }

  return async () => {
    const identity =
      files.kind === "pfx"
        ? { pfx: await contents(files.file) }
        : { cert: await contents(files.certFile), key: await contents(files.keyFile) };
    if (opens(identity, keyFile)) return identity;
    const waiting = (passphrase ??= asked(identity));
    try {
      return { ...identity, passphrase: (await waiting).reveal() };
    } catch (error) {
      // Asked again at the next request: a person may mistype.
      passphrase = undefined;
      throw error;
    }
  };
}
