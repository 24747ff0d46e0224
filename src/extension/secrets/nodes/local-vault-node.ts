import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import { LOCAL } from "../../../core/connections/connections.ts";
import type { VaultState } from "../../../core/local-vault/local-vault.ts";
import type { CommandId } from "../../contributions.ts";
import { BACK_UP_THE_KEY } from "../../local-vault/show-recovery-key.ts";
import type { TreeNode } from "../node.ts";
import { placeId } from "../place.ts";
import type { TreeContext } from "../tree-context.ts";
import { mountsOf } from "./server-node.ts";

/** The vault on this computer, in the state it was in when the root was read. */
export function localVaultNode(context: TreeContext, state: VaultState): TreeNode {
  const place = { kind: "server", server: LOCAL } as const;
  const id = placeId(place);
  const self: TreeNode = {
    id,
    parent: undefined,
    place,
    children: async (signal) => (state === "open" ? mountsOf(context, self, LOCAL, signal) : []),
    item: () => {
      const { services } = context;
      const item = LOOKS[state](services.localVault().file);
      if (state === "open" && services.globalMemory.get(BACK_UP_THE_KEY) === true)
        item.description = l10n.t("back up the key");
      return Object.assign(item, { id, contextValue: `localVault.${state}` });
    },
  };
  return self;
}

const LOOKS: Readonly<Record<VaultState, (file: string) => TreeItem>> = {
  open: (file) => {
    const item = new TreeItem(name(), TreeItemCollapsibleState.Collapsed);
    item.description = l10n.t("this computer");
    item.iconPath = new ThemeIcon("device-desktop");
    item.tooltip = file;
    item.accessibilityInformation = { label: l10n.t("local vault, open") };
    return item;
  },
  locked: (file) => {
    const item = acting("lockers.unlockLocalVault", l10n.t("Unlock Local Vault…"));
    item.description = l10n.t("locked");
    item.iconPath = new ThemeIcon("lock");
    item.tooltip = file;
    item.accessibilityInformation = { label: l10n.t("local vault, locked") };
    return item;
  },
  absent: () => {
    const item = acting("lockers.createLocalVault", l10n.t("Create Local Vault"));
    item.description = l10n.t("not made yet");
    item.iconPath = new ThemeIcon("device-desktop", new ThemeColor("disabledForeground"));
    item.tooltip = l10n.t("An encrypted vault on this computer. It is made with your first secret.");
    item.accessibilityInformation = { label: l10n.t("local vault, not made yet") };
    return item;
  },
};

const name = (): string => l10n.t("Local Vault");

function acting(command: CommandId, title: string): TreeItem {
  const item = new TreeItem(name());
  item.command = { command, title };
  return item;
}
