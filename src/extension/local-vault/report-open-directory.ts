import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { type Disposable, l10n } from "vscode";
import { makeOwnerOnly, othersCanRead } from "../../node/owner-only.ts";
import type { Services } from "../services.ts";

/** Once in a window, where others on this computer can look into the local vault's folder: says so and offers to take that from them. */
export function reportOpenDirectory(services: Services): Disposable {
  let told = false;
  return services.changes.on(({ kind }) => {
    if (told || (kind !== "shown" && kind !== "local-vault")) return;
    const { file } = services.localVault();
    if (!existsSync(file) || !othersCanRead(dirname(file))) return;
    told = true;
    void tell(services, dirname(file)).catch((error: unknown) => services.log.problem("open directory", error));
  });
}

async function tell({ ask }: Services, directory: string): Promise<void> {
  const fix = l10n.t("Fix");
  const text = l10n.t("Others on this computer can look into {0}, where the local vault is.", directory);
  if ((await ask.toast({ level: "warning", text, buttons: [fix] })) === fix) makeOwnerOnly(directory);
}
