import { l10n } from "vscode";
import { LOCAL } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import type { Secret } from "../../core/secrets/secret.ts";
import { writePrivateFile } from "../../node/private-file.ts";
import { revealTab } from "../reveal/reveal-tab.ts";
import type { Services } from "../services.ts";

/** Remembers that the recovery key was neither copied nor saved. */
export const BACK_UP_THE_KEY = "lockers.backUpTheKey";

/** Shows the recovery key once, to copy or to save; goes on when it was, or when the tab is closed. `whenKept` is done before that where it was copied or saved. */
export async function showRecoveryKey(
  services: Services,
  key: Secret,
  whenKept: () => Promise<void> = async () => undefined,
): Promise<void> {
  await services.globalMemory.update(BACK_UP_THE_KEY, true);
  const name = l10n.t("recovery key");
  await new Promise<void>((resolve, reject) => {
    revealTab(services, {
      title: l10n.t("Recovery Key"),
      header: l10n.t("Recovery key of the local vault. Keep it: it is not shown again."),
      server: LOCAL,
      read: async () => new Map([[name, { value: key, json: false }]]),
      save: async () => saveKey(services, key),
      kept: () => {
        void services.globalMemory.update(BACK_UP_THE_KEY, undefined);
        services.changes.tell({ kind: "secrets", server: LOCAL, at: undefined });
        whenKept().then(resolve, reject);
      },
      closed: resolve,
    }).catch(reject);
  });
}

async function saveKey({ ask }: Services, key: Secret): Promise<void> {
  const file = await ask.file({ kind: "save", title: l10n.t("Save Recovery Key"), name: "lockers-recovery-key.txt" });
  if (file === undefined) throw new ExpectedError({ code: "cancelled" });
  try {
    await writePrivateFile(file, `${key.reveal()}\n`);
  } catch (error) {
    throw new ExpectedError({ code: "file-unwritable", file }, { cause: error });
  }
}
