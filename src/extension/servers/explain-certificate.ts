import { commands, type Disposable, l10n } from "vscode";
import type { ServerProfile } from "../../core/connections/connections.ts";
import { type AskedNode, isAboutCertificates } from "../../core/servers/trouble.ts";
import { certificateFacts, type CertificateFacts } from "../../node/https/shown-certificate.ts";
import type { Row } from "../ask.ts";
import type { CommandId } from "../contributions.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { chooseCaFile } from "./ca-file.ts";
import { chooseProfile } from "./choose-profile.ts";
import { answerWords } from "./trouble-words.ts";

type Next = CommandId | "choose-file" | "none";

/** The command *Explain Certificate…*: whose it is, who signed it, until when, and what does not match. */
export function explainCertificateCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.explainCertificate", async (...args) => {
    const title = l10n.t("Explain Certificate");
    const profile = await chooseProfile(services, title, args);
    const refused = await refusedNode(services, profile);
    const address = refused?.address ?? profile.addresses[0] ?? "";
    const facts = address.startsWith("https:") ? await certificateFacts(address) : undefined;
    const sheet = services.ask.sheet<Next>({
      title: l10n.t("Certificate of {0}", new URL(address).host),
      placeholder: l10n.t("What the server shows"),
      rows: [
        ...(refused === undefined ? [] : [told(answerWords(refused.answer), "", "warning")]),
        ...factRows(facts),
        ...nextRows(),
      ],
    });
    let next = await sheet.next();
    while (next === "none") next = await sheet.next();
    sheet.close();
    if (next === "choose-file") return chooseCaFile(services, profile);
    if (next !== undefined) await commands.executeCommand(next, profile.name);
  });
}

/** The first address whose certificate is refused; asked anew where nothing is known. */
async function refusedNode(services: Services, profile: ServerProfile): Promise<AskedNode | undefined> {
  const reach = services.reach();
  const trouble = reach.trouble(profile.name) ?? (await reach.look(profile));
  return trouble?.nodes.find(({ answer }) => answer.kind === "problem" && isAboutCertificates(answer.problem));
}

function factRows(facts: CertificateFacts | undefined): readonly Row<Next>[] {
  if (facts === undefined) return [told(l10n.t("It shows no certificate."), "", "question")];
  const { subject, issuer, names, from, until } = facts;
  return [
    told(l10n.t("Subject"), subject ?? l10n.t("none"), "account"),
    told(l10n.t("For"), names.join(", ") || l10n.t("no names"), "globe"),
    told(l10n.t("Signed by"), issuer ?? l10n.t("unknown"), "verified"),
    told(l10n.t("From"), from, "calendar"),
    told(l10n.t("Until"), until, "clock"),
  ];
}

function told(label: string, description: string, icon: string): Row<Next> {
  return { label, description, icon, value: "none" };
}

function nextRows(): readonly Row<Next>[] {
  return [
    {
      label: l10n.t("Choose CA File…"),
      description: l10n.t("authorities to trust, PEM"),
      icon: "file",
      value: "choose-file",
    },
    { label: l10n.t("Edit Server…"), icon: "edit", value: "lockers.editServer" },
    { label: l10n.t("Retry"), icon: "refresh", value: "lockers.retryServer" },
  ];
}
