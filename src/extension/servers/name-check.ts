import { l10n } from "vscode";
import { checkServerName } from "../../core/connections/parse-profiles.ts";
import { ExpectedError } from "../../core/errors.ts";

/** What keeps a text from being the name of a server. */
export function nameFault(name: string, taken: ReadonlySet<string>): string | undefined {
  if (taken.has(name)) return l10n.t("There is a server of this name already.");
  try {
    checkServerName(name);
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.problem.code !== "bad-input") throw error;
    return l10n.t("This cannot be the name: {0}.", error.problem.reason);
  }
}

/** `vault.example.org` → `vault`; an address of this computer by its port. */
export function nameFrom(address: string): string {
  const { hostname, port } = new URL(address);
  const isName = /[a-z]/i.test(hostname) && hostname !== "localhost";
  return isName ? (hostname.split(".")[0] ?? hostname) : `server-${port === "" ? "443" : port}`;
}
