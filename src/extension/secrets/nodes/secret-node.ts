import { env, l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import { ago } from "../../times.ts";
import type { TreeNode } from "../node.ts";
import { fullPath, lastPart, placeId, type SecretPlace } from "../place.ts";
import type { TreeContext } from "../tree-context.ts";
import { keyNode } from "./key-node.ts";

/** What is known of a secret once it was read: its names, never its values. */
interface Facts {
  readonly version: number | undefined;
  readonly created: number | undefined;
}

/** One secret. Its keys are read when it is expanded; the values read with them are dropped at once. */
export function secretNode(context: TreeContext, parent: TreeNode, place: SecretPlace): TreeNode {
  const id = placeId(place);
  const facts = (): Facts | undefined => context.seen.get(id);
  const self: TreeNode = {
    id,
    parent,
    place,
    item: () => secretItem(id, place, facts(), context.services.clock.now()),
    children: async (signal) => {
      const client = await context.services.connections().client(place.server, signal);
      const read = await client.read(place.at, { signal, audit: { who: "tree", why: "names of the keys" } });
      const before = facts();
      context.seen.set(id, { version: read.version, created: read.created });
      if (before?.version !== read.version) context.redraw(self);
      return [...read.fields.keys()].map((key) => keyNode(self, { ...place, kind: "key", key }, true));
    },
  };
  return self;
}

function secretItem(id: string, place: SecretPlace, facts: Facts | undefined, now: number): TreeItem {
  const name = lastPart(place.at);
  const changed = facts?.created === undefined ? undefined : ago(facts.created, now, env.language);
  const version = facts?.version === undefined ? undefined : `v${facts.version}`;
  const item = new TreeItem(name, TreeItemCollapsibleState.Collapsed);
  item.id = id;
  item.description = [version, changed].filter((part) => part !== undefined).join(" · ");
  item.iconPath = new ThemeIcon("shield");
  item.contextValue = place.engine === "kv-2" ? "secret.v2.write" : "secret.v1.write";
  item.tooltip = [fullPath(place.at), item.description].filter((text) => text !== "").join("\n");
  item.accessibilityInformation = { label: spoken(name, facts?.version, changed) };
  return item;
}

function spoken(name: string, version: number | undefined, changed: string | undefined): string {
  if (version === undefined || changed === undefined) return l10n.t("secret {0}", name);
  return l10n.t("secret {0}, version {1}, changed {2}", name, version, changed);
}
