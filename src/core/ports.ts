/** What the core needs from the place it runs in. Hosts implement these; tests use fakes. */

import type { Secret } from "./secrets/secret.ts";

/** Milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

/** Cryptographically strong bytes. */
export interface Random {
  bytes(length: number): Uint8Array;
}

/** A place of the host that keeps small secrets: SecretStorage in VS Code, nothing on the command line. */
export interface Keychain {
  /** The value, or undefined where there is none. */
  read(key: string): Promise<Secret | undefined>;
  write(key: string, value: Secret): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Small JSON notes kept encrypted (ledger of lockers, sessions of the command line). Reading throws `locked` where the keeper is locked. */
export interface Records {
  /** The note, or undefined where there is none. The caller parses it: it is `unknown` on purpose. */
  read(name: string): Promise<unknown>;
  write(name: string, note: unknown): Promise<void>;
  remove(name: string): Promise<void>;
  /** Names that begin with `prefix`, sorted. */
  names(prefix: string): Promise<readonly string[]>;
}

/** Structured fields only: a log line has no free text, so no secret can be woven into one. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  /** Writes name, code and stack of `error`; never headers, bodies or values. */
  problem(event: string, error: unknown): void;
}
