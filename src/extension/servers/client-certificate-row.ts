import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { l10n } from "vscode";
import type { ClientCertificate, ServerProfile } from "../../core/connections/connections.ts";
import type { Row } from "../ask.ts";
import { choiceRow } from "../choice-row.ts";
import type { Services } from "../services.ts";
import { askFile } from "./ask-file.ts";
import type { ServerStep } from "./text-field.ts";

/** The line of a server's sheet that names the person's own certificate. */
export function clientCertificateRow(services: Services, title: string, profile: ServerProfile): Row<ServerStep> {
  const { clientCertificate: before } = profile;
  const shown = before === undefined ? l10n.t("none") : basename(fileOf(before));
  return choiceRow(l10n.t("Client Certificate"), shown, "account", async () => {
    const file = await askFile(services, {
      title,
      prompt: l10n.t("Your certificate, where the server asks for one: a PEM file, or PKCS #12 (.p12, .pfx)"),
      placeholder: l10n.t("Path of the file; empty for none"),
      value: before === undefined ? "" : fileOf(before),
      check: fileFault,
    });
    if (file === undefined) return undefined;
    if (file === "") return { ...profile, clientCertificate: undefined };
    if (/\.(?:p12|pfx)$/iu.test(file)) return { ...profile, clientCertificate: { kind: "pfx", file } };
    const keyFile = await askFile(services, {
      title,
      prompt: l10n.t("PEM file with the key of the certificate; its passphrase is asked for when it is used"),
      value: before?.kind === "pem" && before.certFile === file ? before.keyFile : file,
      check: keyFault,
    });
    return keyFile === undefined
      ? undefined
      : { ...profile, clientCertificate: { kind: "pem", certFile: file, keyFile } };
  });
}

function fileOf(certificate: ClientCertificate): string {
  return certificate.kind === "pfx" ? certificate.file : certificate.certFile;
}

async function fileFault(file: string): Promise<string | undefined> {
  return file.trim() === "" ? undefined : unreadable(file);
}

async function keyFault(file: string): Promise<string | undefined> {
  return file.trim() === "" ? l10n.t("Type the path of the file.") : unreadable(file);
}

async function unreadable(file: string): Promise<string | undefined> {
  try {
    await readFile(file.trim());
    return undefined;
  } catch {
    return l10n.t("This file cannot be read.");
  }
}
