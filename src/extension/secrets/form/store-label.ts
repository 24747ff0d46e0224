import { l10n } from "vscode";
import { LOCAL } from "../../../core/connections/connections.ts";

/** What a server is called where one is chosen. */
export function storeLabel(server: string): string {
  return server === LOCAL ? l10n.t("Local Vault") : server;
}
