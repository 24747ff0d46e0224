import { l10n } from "vscode";
import type { ServerProfile } from "../../core/connections/connections.ts";
import { problemCode } from "../../core/errors.ts";
import type { Row } from "../ask.ts";
import { choiceRow } from "../choice-row.ts";
import type { Services } from "../services.ts";
import { checkAddresses } from "./address-check.ts";
import { askSignIn, SIGN_IN } from "./ask-sign-in.ts";
import { askCaFile } from "./ca-file.ts";
import { askText, type Change, type ServerStep, type TextField } from "./text-field.ts";
import { clientCertificateRow } from "./client-certificate-row.ts";
import { nameFault } from "./name-check.ts";
import { homeFault, namespaceFault } from "./field-checks.ts";
import { signInRows } from "./sign-in-rows.ts";
import { takenNames } from "./stored-profiles.ts";

/** The rows of the sheet *Edit Server*: what is set, each opening one question. */
export function serverRows(services: Services, title: string, profile: ServerProfile): readonly Row<ServerStep>[] {
  const text = (field: TextField): Change => askText(services, title, field);
  const other = takenNames(services);
  const none = l10n.t("none");
  return [
    choiceRow(l10n.t("Addresses"), profile.addresses.join(", "), "server", askAddresses(services, title)),
    choiceRow(
      l10n.t("Name"),
      profile.name,
      "tag",
      text({
        prompt: l10n.t("References use the name: vault://{0}/… finds nothing once it has another", profile.name),
        value: profile.name,
        check: (name) => (name === profile.name ? undefined : nameFault(name, other)),
        set: (name) => ({ ...profile, name }),
      }),
    ),
    choiceRow(l10n.t("Sign-In"), SIGN_IN[profile.signIn.kind](), "sign-in", askKind(services, title)),
    ...signInRows(profile, text),
    choiceRow(
      l10n.t("Namespace"),
      profile.namespace ?? none,
      "symbol-namespace",
      text({
        prompt: l10n.t("Namespace on the server; empty for the root"),
        value: profile.namespace ?? "",
        check: namespaceFault,
        set: (namespace) => ({ ...profile, namespace: namespace || undefined }),
      }),
    ),
    choiceRow(l10n.t("CA File"), profile.caFile ?? none, "verified", async () => {
      const caFile = await askCaFile(services, title, profile.caFile);
      return caFile === undefined ? undefined : { ...profile, caFile: caFile || undefined };
    }),
    clientCertificateRow(services, title, profile),
    choiceRow(
      l10n.t("Home"),
      profile.home ?? none,
      "home",
      text({
        prompt: l10n.t("What ~ means in references, for example users/{sub}; empty for none"),
        value: profile.home ?? "",
        check: homeFault,
        set: (home) => ({ ...profile, home: home || undefined }),
      }),
    ),
  ];
}

function askAddresses(services: Services, title: string): Change {
  return async (profile) => {
    const text = await services.ask.input({
      title,
      prompt: l10n.t("Addresses of one cluster, the preferred one first, separated by commas"),
      value: profile.addresses.join(", "),
      check: async (typed) => checkAddresses(typed, (address) => services.transportTo(address, profile)),
    });
    return text === undefined ? undefined : { ...profile, addresses: addressesOf(text) };
  };
}

const addressesOf = (text: string): readonly string[] =>
  text.split(",").flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));

function askKind(services: Services, title: string): Change {
  return async (profile) => {
    try {
      const before = profile.signIn.kind === "oidc" ? profile.signIn : undefined;
      return { ...profile, signIn: (await askSignIn(services, title, before)).signIn };
    } catch (error) {
      if (problemCode(error) === "cancelled") return undefined;
      throw error;
    }
  };
}
