import { l10n } from "vscode";
import { ExpectedError } from "../../../core/errors.ts";
import type { CallOptions, VaultClient } from "../../../core/vault/client.ts";
import type { Entry, SecretPath } from "../../../core/vault/types.ts";
import type { Verdict } from "../../ask.ts";
import { describe, serverName } from "../../messages.ts";
import type { Services } from "../../services.ts";
import { folderOf, fullPath, lastPart } from "../place.ts";

const CALL: CallOptions = { audit: { who: "choose a place" } };

export interface TargetQuestion {
  readonly title: string;
  readonly client: VaultClient;
  /** What the input holds at first; its last part is selected. */
  readonly start: SecretPath;
  /** `into`: a folder that may be there, or a whole mount. */
  readonly kind: "secret" | "folder" | "into";
  /** Where it is now, if that is on the same server. */
  readonly now: SecretPath | undefined;
  /** To be known before, where the path itself is fine. */
  readonly note?: string | undefined;
}

/** Asks where to copy or move something: the full path, checked while it is typed. Throws `cancelled`. */
export async function askTarget(services: Services, question: TargetQuestion): Promise<SecretPath> {
  const { client, title, start } = question;
  const value = fullPath(start);
  const check = checker(question);
  const typed = await services.ask.input({
    title,
    placeholder: l10n.t("mount/folder/name"),
    prompt: l10n.t("Path on {0}", serverName(client.server)),
    value,
    selection: [value.length - lastPart(start).length, value.length],
    check,
  });
  if (typed === undefined) throw new ExpectedError({ code: "cancelled" });
  return client.locate(typed, CALL);
}

/** Reads each folder once, names only: looking does not read a value. */
function checker({ client, now, note, kind }: TargetQuestion): (text: string) => Promise<Verdict> {
  const listed = new Map<string, Promise<readonly Entry[]>>();
  const entriesOf = async (folder: SecretPath): Promise<readonly Entry[]> => {
    const id = fullPath(folder);
    const entries = listed.get(id) ?? client.list(folder, CALL).catch(() => []); // what cannot be listed is refused when it is written
    listed.set(id, entries);
    return entries;
  };
  return async (text) => {
    try {
      const at = await client.locate(text, CALL);
      if (kind === "into") return undefined;
      if (text.endsWith("/") || at.path === "") return l10n.t("Type a name after the last slash.");
      if (now !== undefined && fullPath(now) === fullPath(at)) return l10n.t("Type another path.");
      const same = (await entriesOf(folderOf(at))).filter(({ name }) => name === lastPart(at));
      if (same.some((entry) => entry.kind === kind)) return taken(client, at, kind);
      return note === undefined ? undefined : { note };
    } catch (error) {
      if (error instanceof ExpectedError) return describe(error.problem).text;
      throw error;
    }
  };
}

function taken(client: VaultClient, at: SecretPath, kind: TargetQuestion["kind"]): string {
  return kind === "secret"
    ? l10n.t("{0} exists on {1}. It would be replaced.", fullPath(at), serverName(client.server))
    : l10n.t("{0} is a folder on {1} already.", fullPath(at), serverName(client.server));
}
