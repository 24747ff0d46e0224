import { l10n } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import { Secret } from "../../core/secrets/secret.ts";
import type { AskPassphrase } from "../../node/https/client-certificate.ts";
import type { Services } from "../services.ts";

/** Asks for what opens the key of a client certificate. It is kept in memory alone, until the window closes. */
export function askKeyPassphrase(ask: Services["ask"]): AskPassphrase {
  return async (file) => {
    const typed = await ask.input({
      title: l10n.t("Client Certificate"),
      placeholder: l10n.t("Passphrase"),
      prompt: l10n.t("Opens the key in {0}. Not kept.", file),
      masked: true,
    });
    if (typed === undefined) throw new ExpectedError({ code: "cancelled" });
    return Secret.of(typed);
  };
}
