import type { ServerProfile } from "../connections/connections.ts";
import { ExpectedError, problemCode } from "../errors.ts";
import type { HeldToken } from "./stored-session.ts";

/** The error where only the person can go on: by signing in. */
export function sessionExpired(profile: ServerProfile, held: HeldToken, cause?: unknown): ExpectedError {
  return new ExpectedError({ code: "session-expired", server: profile.name, ended: held.ends }, { cause });
}

/** Errors that mean "not this way", after which the next way is tried; others mean "not now". */
export function isRefusal(error: unknown): boolean {
  const code = problemCode(error);
  return code === "session-refused" || code === "session-expired" || code === "rejected" || code === "not-allowed";
}
