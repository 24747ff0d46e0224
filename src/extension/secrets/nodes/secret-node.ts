import { env, l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import { type Rights, rightsGiven } from "../../../core/vault/rights.ts";
import { mappingUses } from "../commands/mapping-uses.ts";
import { nameLabel } from "../name-label.ts";
import { rowId, type TreeNode } from "../node.ts";
import { fullPath, lastPart, placeId, type SecretPlace } from "../place.ts";
import { learnFacts, readKeys } from "../read-secret.ts";
import { rowsFrom } from "../rows.ts";
import type { SecretFacts } from "../secret-facts.ts";
import { secretTooltip } from "../secret-tooltip.ts";
import { ago } from "../../times.ts";
import type { TreeContext } from "../tree-context.ts";
import { keyNode } from "./key-node.ts";

/** One secret. Its keys are read when it is expanded; the values read with them are dropped at once. */
export function secretNode(
  context: TreeContext,
  parent: TreeNode,
  place: SecretPlace,
  name = lastPart(place.at),
): TreeNode {
  const id = rowId(parent, "secret", name);
  const { services, facts, rights } = context;
  const known = (): SecretFacts | undefined => facts.get(placeId(place));
  const self: TreeNode = {
    id,
    parent,
    place,
    item: () => {
      const look = { name: nameLabel(name), engine: place.engine, now: services.clock.now(), rights: rights.of(place) };
      return Object.assign(secretItem(look, known()), { id });
    },
    tooltip: async (signal) => {
      if (known()?.custom === undefined && place.engine === "kv-2") {
        await learnFacts(context, place, signal);
        context.redraw([self]);
      }
      return secretTooltip(place, known(), await referencesTo(services, place));
    },
    children: async (signal) => {
      const before = known();
      const keys = await readKeys(context, place, signal);
      const now = known();
      if (before?.version !== now?.version || before?.gone !== now?.gone) context.redraw([self]);
      return rowsFrom(
        keys,
        (key) => keyNode(context, self, { ...place, kind: "key", key: key.key }, key),
        () => true,
      );
    },
  };
  return self;
}

/** How many lines of the workspace's mappings name it. */
async function referencesTo(services: TreeContext["services"], { server, at }: SecretPlace): Promise<number> {
  const uses = await mappingUses(services, (named) => named.server === server && fullPath(named.at) === fullPath(at));
  return uses.reduce((sum, { lines }) => sum + lines, 0);
}

/** What a row is drawn from besides what is known of the secret. */
interface Look {
  readonly name: string;
  readonly engine: SecretPlace["engine"];
  readonly rights: Rights;
  readonly now: number;
}

function secretItem(look: Look, facts: SecretFacts | undefined): TreeItem {
  return facts?.gone === undefined ? liveItem(look, facts) : goneItem(look, facts.gone);
}

function liveItem({ name, engine, rights, now }: Look, facts: SecretFacts | undefined): TreeItem {
  const changed = facts?.created === undefined ? undefined : ago(facts.created, now, env.language);
  const version = facts?.version === undefined ? undefined : `v${facts.version}`;
  const item = new TreeItem(name, TreeItemCollapsibleState.Collapsed);
  item.description = [version, changed].filter((part) => part !== undefined).join(" · ");
  item.iconPath = new ThemeIcon("shield");
  item.contextValue = ["secret", engine === "kv-2" ? "v2" : "v1", ...rightsGiven(rights)].join(".");
  item.accessibilityInformation = { label: spoken(name, facts?.version, changed) };
  return item;
}

/** It is still listed, but its latest version cannot be read. */
function goneItem({ name, rights }: Look, gone: "deleted" | "destroyed"): TreeItem {
  const told = { deleted: l10n.t("deleted"), destroyed: l10n.t("destroyed") }[gone];
  const item = new TreeItem(name);
  item.description = told;
  item.iconPath = new ThemeIcon("shield", new ThemeColor("disabledForeground"));
  item.contextValue = ["secret", "gone", ...rightsGiven(rights)].join(".");
  item.accessibilityInformation = { label: l10n.t("secret {0}, {1}", name, told) };
  return item;
}

function spoken(name: string, version: number | undefined, changed: string | undefined): string {
  if (version === undefined || changed === undefined) return l10n.t("secret {0}", name);
  return l10n.t("secret {0}, version {1}, changed {2}", name, version, changed);
}
