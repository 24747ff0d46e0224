import { l10n } from "vscode";
import { LOCAL } from "../../core/connections/connections.ts";
import { newRecoveryKey } from "../../core/crypto/recovery-key.ts";
import { ExpectedError } from "../../core/errors.ts";
import type { Services } from "../services.ts";
import { askNewPassphrase } from "./ask-new-passphrase.ts";
import { keepOwnSlot } from "./keep-own-slot.ts";
import { requireKeptPlace } from "./require-kept-place.ts";
import { showRecoveryKey } from "./show-recovery-key.ts";

const title = (): string => l10n.t("Create Local Vault");

/**
 * Makes the local vault: with a passphrase, or with a recovery key that is shown once, since the vault will hold the
 * only copy of things. Throws `cancelled` where the person left before, `vault-exists` where there is one,
 * `vault-in-container` where it would not be kept.
 */
export async function createLocalVault(services: Services): Promise<void> {
  requireKeptPlace(LOCAL);
  const way = await services.ask.pick({
    title: title(),
    placeholder: l10n.t("Press Enter to choose what opens it besides this VS Code"),
    rows: [
      {
        label: l10n.t("Choose a Passphrase"),
        description: l10n.t("also opens it in the terminal"),
        icon: "key",
        value: "passphrase",
      },
      {
        label: l10n.t("Use a Recovery Key Instead"),
        description: l10n.t("shown once, to keep"),
        icon: "save",
        value: "recovery-key",
      },
    ] as const,
  });
  if (way === undefined) throw new ExpectedError({ code: "cancelled" });
  if (way === "passphrase") await createWithPassphrase(services);
  else await createWithRecoveryKey(services);
}

async function createWithPassphrase(services: Services): Promise<void> {
  const prompt = l10n.t("Encrypts the local vault on this computer");
  const passphrase = await askNewPassphrase(services.ask, { title: title(), prompt });
  await services.localVault().create({ kind: "passphrase", passphrase });
  await keepOwnSlot(services);
  services.changes.tell({ kind: "local-vault" });
}

async function createWithRecoveryKey(services: Services): Promise<void> {
  const key = newRecoveryKey(services.random);
  await services.localVault().create({ kind: "recovery-key", key });
  await keepOwnSlot(services);
  services.changes.tell({ kind: "local-vault" });
  await showRecoveryKey(services, key);
}
