import { readFile } from "node:fs/promises";
import { l10n, window } from "vscode";
import type { ServerProfile } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import type { Services } from "../services.ts";
import { changeProfile } from "./stored-profiles.ts";

/** Asks for a file with certificate authorities, sets it for the server and tries again. Throws `cancelled`. */
export async function chooseCaFile(services: Services, profile: ServerProfile): Promise<void> {
  const caFile = await pickCaFile();
  await changeProfile(services, profile.name, { caFile });
  await services.reach().look({ ...profile, caFile });
}

/** The path of a PEM file the person chooses. Throws `cancelled`, and `bad-input` for a file without a certificate. */
export async function pickCaFile(): Promise<string> {
  const [chosen] =
    (await window.showOpenDialog({
      title: l10n.t("Choose CA File"),
      openLabel: l10n.t("Use"),
      canSelectMany: false,
    })) ?? [];
  if (chosen === undefined) throw new ExpectedError({ code: "cancelled" });
  const fault = await caFileFault(chosen.fsPath);
  if (fault !== undefined) throw new ExpectedError({ code: "bad-input", what: chosen.fsPath, reason: fault });
  return chosen.fsPath;
}

/** Why a file cannot be one with certificate authorities. */
export async function caFileFault(file: string): Promise<string | undefined> {
  try {
    const text = await readFile(file, "utf8");
    return text.includes("-----BEGIN CERTIFICATE-----") ? undefined : l10n.t("it holds no PEM certificate");
  } catch {
    return l10n.t("it cannot be read");
  }
}
