import { l10n } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import { Secret } from "../../core/secrets/secret.ts";
import type { Ask } from "../ask.ts";
import { passphraseStrength, SHORTEST_PASSPHRASE } from "./passphrase-strength.ts";

/** Asks for a new passphrase, twice, and says how strong it is. `prompt`: what it opens. Throws `cancelled` where the person left. */
export async function askNewPassphrase(
  ask: Ask,
  { title, prompt }: { readonly title: string; readonly prompt: string },
): Promise<Secret> {
  const passphrase = await ask.input({
    title,
    placeholder: l10n.t("Passphrase"),
    prompt,
    masked: true,
    check: strengthOf,
  });
  if (passphrase === undefined) throw new ExpectedError({ code: "cancelled" });
  const again = await ask.input({
    title,
    placeholder: l10n.t("Passphrase, once more"),
    prompt: l10n.t("Nobody can reset it"),
    masked: true,
    accept: async (text) => (text === passphrase ? undefined : l10n.t("The two differ.")),
  });
  if (again === undefined) throw new ExpectedError({ code: "cancelled" });
  return Secret.of(passphrase);
}

function strengthOf(passphrase: string): string | { readonly note: string } {
  if (passphrase.length < SHORTEST_PASSPHRASE) return l10n.t("Type at least {0} characters.", SHORTEST_PASSPHRASE);
  const words = { weak: l10n.t("weak"), fair: l10n.t("fair"), strong: l10n.t("strong") };
  return { note: words[passphraseStrength(passphrase)] };
}
