import { readFile } from "node:fs/promises";
import { l10n } from "vscode";
import type { ServerProfile } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import type { Services } from "../services.ts";
import { askFile } from "./ask-file.ts";
import { changeProfile } from "./stored-profiles.ts";

/** Asks for a file with certificate authorities, sets it for the server and tries again. Throws `cancelled`. */
export async function chooseCaFile(services: Services, profile: ServerProfile): Promise<void> {
  const caFile = await askCaFile(services, l10n.t("CA File of {0}", profile.name), profile.caFile);
  if (caFile === undefined) throw new ExpectedError({ code: "cancelled" });
  await changeProfile(services, profile.name, { caFile });
  await services.reach().look({ ...profile, caFile });
}

/** The path of a PEM file, typed or browsed for; empty for none. Undefined where the person went back. */
export async function askCaFile(
  services: Services,
  title: string,
  before: string | undefined,
): Promise<string | undefined> {
  return askFile(services, {
    title,
    prompt: l10n.t("PEM file with certificate authorities to trust, besides those of the system"),
    placeholder: l10n.t("Path of the file; empty for none"),
    value: before ?? "",
    check: caFileFault,
  });
}

/** Why a file cannot be one with certificate authorities. */
async function caFileFault(file: string): Promise<string | undefined> {
  if (file.trim() === "") return undefined;
  try {
    const text = await readFile(file.trim(), "utf8");
    return text.includes("-----BEGIN CERTIFICATE-----") ? undefined : l10n.t("This file holds no PEM certificate.");
  } catch {
    return l10n.t("This file cannot be read.");
  }
}
