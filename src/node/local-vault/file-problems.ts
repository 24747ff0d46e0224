import { ExpectedError, type Problem } from "../../core/errors.ts";
import { SealBroken } from "../../core/crypto/seal.ts";
import { NoteBroken } from "../../core/local-vault/note.ts";
import { BUSY_MS } from "./sqlite.ts";

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const CODES: Readonly<Record<number, "vault-damaged" | "vault-read-only" | "vault-full" | "busy">> = {
  5: "busy",
  6: "busy",
  8: "vault-read-only",
  11: "vault-damaged",
  13: "vault-full",
  14: "vault-read-only",
  26: "vault-damaged",
};

const ERRNO: Readonly<Record<string, "vault-read-only" | "vault-full">> = {
  EACCES: "vault-read-only",
  EPERM: "vault-read-only",
  EROFS: "vault-read-only",
  ENOSPC: "vault-full",
  EDQUOT: "vault-full",
};

/** Runs work on a file; what SQLite, the file system and seals say comes out as a problem a person can meet. */
export function withFileProblems<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const problem = problemOf(file, error);
    if (problem === undefined) throw error;
    throw new ExpectedError(problem, { cause: error });
  }
}

function problemOf(file: string, error: unknown): Problem | undefined {
  if (error instanceof SealBroken || error instanceof NoteBroken) return { code: "vault-damaged", file };
  if (!(error instanceof Error)) return undefined;
  const known = "errcode" in error && typeof error.errcode === "number" ? CODES[error.errcode & 0xff] : errnoOf(error);
  if (known === undefined) return undefined;
  return known === "busy" ? { code: "slow", server: "local", seconds: BUSY_MS / 1000 } : { code: known, file };
}

function errnoOf(error: Error): "vault-read-only" | "vault-full" | undefined {
  return "code" in error && typeof error.code === "string" ? ERRNO[error.code] : undefined;
}
