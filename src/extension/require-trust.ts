import { workspace } from "vscode";
import { ExpectedError } from "../core/errors.ts";

/** Throws `untrusted` in Restricted Mode. `verb`: what was not done, as a participle. */
export function requireTrust(verb: string): void {
  if (!workspace.isTrusted) throw new ExpectedError({ code: "untrusted", verb });
}
