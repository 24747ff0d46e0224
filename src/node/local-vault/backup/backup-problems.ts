import { SealBroken } from "../../../core/crypto/seal.ts";
import { ExpectedError } from "../../../core/errors.ts";
import { NoteBroken } from "../../../core/local-vault/note.ts";

/** What the system says while a backup is written, as a problem a person can meet; anything else as it came. */
export function writingProblem(file: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const full = code === "ENOSPC" || code === "EDQUOT";
  return new ExpectedError({ code: full ? "vault-full" : "file-unwritable", file }, { cause: error });
}

/** The same while it is read; a piece that does not open was damaged. */
export function readingProblem(file: string, error: unknown): unknown {
  if (error instanceof SealBroken || error instanceof NoteBroken) {
    return new ExpectedError({ code: "backup-damaged", file }, { cause: error });
  }
  return codeOf(error) === undefined ? error : new ExpectedError({ code: "file-unreadable", file }, { cause: error });
}

/** The system's name of an error (`ENOENT`), or undefined where it is none of the system's. */
export function codeOf(error: unknown): string | undefined {
  const isSystem = error instanceof Error && "syscall" in error && "code" in error;
  return isSystem && typeof error.code === "string" ? error.code : undefined;
}
