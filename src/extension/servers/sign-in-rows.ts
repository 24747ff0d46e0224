import { l10n } from "vscode";
import type { ServerProfile, SignIn } from "../../core/connections/connections.ts";
import type { Row } from "../ask.ts";
import { choiceRow } from "../choice-row.ts";
import { issuerFault } from "./ask-sign-in.ts";
import { mountFault } from "./field-checks.ts";
import type { Change, ServerStep, TextField } from "./text-field.ts";

const anything = (): undefined => undefined;

/** What belongs to the way to sign in that is set. */
export function signInRows(profile: ServerProfile, text: (field: TextField) => Change): readonly Row<ServerStep>[] {
  const { signIn } = profile;
  const set = (changed: SignIn): ServerProfile => ({ ...profile, signIn: changed });
  const rows: Row<ServerStep>[] = [];
  const add = (label: string, icon: string, prompt: string, field: Omit<TextField, "prompt">): void =>
    void rows.push(choiceRow(label, field.value || l10n.t("none"), icon, text({ prompt, ...field })));
  if (signIn.kind === "oidc") {
    add(l10n.t("Issuer"), "globe", l10n.t("Issuer: the address of the OpenID provider"), {
      value: signIn.issuer,
      check: issuerFault,
      set: (issuer) => set({ ...signIn, issuer }),
    });
    add(l10n.t("Client Id"), "key", l10n.t("Client id: what the OpenID provider knows this application by"), {
      value: signIn.clientId,
      check: (typed) => (typed === "" ? l10n.t("Type the client id.") : undefined),
      set: (clientId) => set({ ...signIn, clientId }),
    });
    add(l10n.t("Role"), "person", l10n.t("Role of the JWT mount; empty for its default"), {
      value: signIn.role,
      check: anything,
      set: (role) => set({ ...signIn, role }),
    });
  }
  if (signIn.kind === "token-file")
    add(l10n.t("Token File"), "file", l10n.t("The file another program keeps its token in"), {
      value: signIn.file,
      check: (typed) => (typed === "" ? l10n.t("Type the path of the file.") : undefined),
      set: (file) => set({ ...signIn, file }),
    });
  if (signIn.kind === "userpass" || signIn.kind === "ldap")
    add(l10n.t("User Name"), "account", l10n.t("Your user name; empty to be asked"), {
      value: signIn.user,
      check: anything,
      set: (user) => set({ ...signIn, user }),
    });
  if (signIn.kind === "approle")
    add(l10n.t("Role Id"), "account", l10n.t("Role id of AppRole; empty to be asked"), {
      value: signIn.roleId,
      check: anything,
      set: (roleId) => set({ ...signIn, roleId }),
    });
  if (signIn.kind !== "token" && signIn.kind !== "token-file")
    add(l10n.t("Mount"), "plug", l10n.t("Where the server takes the sign-in: the name of its mount"), {
      value: signIn.mount,
      check: mountFault,
      set: (mount) => set({ ...signIn, mount }),
    });
  return rows;
}
