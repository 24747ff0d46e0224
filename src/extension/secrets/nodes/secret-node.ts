import { env, l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import { ExpectedError } from "../../../core/errors.ts";
import type { VaultClient } from "../../../core/vault/client.ts";
import { ago } from "../../times.ts";
import { rowId, type TreeNode } from "../node.ts";
import { fullPath, lastPart, placeId, type SecretPlace } from "../place.ts";
import type { SecretFacts, TreeContext } from "../tree-context.ts";
import { keyNode } from "./key-node.ts";

/** One secret. Its keys are read when it is expanded; the values read with them are dropped at once. */
export function secretNode(context: TreeContext, parent: TreeNode, place: SecretPlace): TreeNode {
  const known = placeId(place);
  const id = rowId(parent, known);
  const self: TreeNode = {
    id,
    parent,
    place,
    item: () => secretItem(id, place, context.seen.get(known), context.services.clock.now()),
    children: async (signal) => {
      const client = await context.services.connections().client(place.server, signal);
      const { facts, keys } = await look(client, place, signal);
      const before = context.seen.get(known);
      context.seen.set(known, facts);
      if (before?.version !== facts.version || before?.gone !== facts.gone) context.redraw(self);
      return keys.map((key) => keyNode(self, { ...place, kind: "key", key }, true));
    },
  };
  return self;
}

/** The names of the keys and the version. A deleted version has none, which is no problem: the row says so. */
async function look(
  client: VaultClient,
  place: SecretPlace,
  signal: AbortSignal,
): Promise<{ facts: SecretFacts; keys: readonly string[] }> {
  try {
    const read = await client.read(place.at, { signal, audit: { who: "tree", why: "names of the keys" } });
    return { facts: { version: read.version, created: read.created, gone: undefined }, keys: [...read.fields.keys()] };
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.problem.code !== "version-gone") throw error;
    const { version, state } = error.problem;
    return { facts: { version, created: undefined, gone: state }, keys: [] };
  }
}

function secretItem(id: string, place: SecretPlace, facts: SecretFacts | undefined, now: number): TreeItem {
  const item = facts?.gone === undefined ? liveItem(place, facts, now) : goneItem(place, facts.gone);
  item.id = id;
  item.tooltip = [fullPath(place.at), item.description]
    .filter((text) => typeof text === "string" && text !== "")
    .join("\n");
  return item;
}

function liveItem({ at, engine }: SecretPlace, facts: SecretFacts | undefined, now: number): TreeItem {
  const name = lastPart(at);
  const changed = facts?.created === undefined ? undefined : ago(facts.created, now, env.language);
  const version = facts?.version === undefined ? undefined : `v${facts.version}`;
  const item = new TreeItem(name, TreeItemCollapsibleState.Collapsed);
  item.description = [version, changed].filter((part) => part !== undefined).join(" · ");
  item.iconPath = new ThemeIcon("shield");
  item.contextValue = engine === "kv-2" ? "secret.v2.write" : "secret.v1.write";
  item.accessibilityInformation = { label: spoken(name, facts?.version, changed) };
  return item;
}

/** It is still listed, but its latest version cannot be read. */
function goneItem({ at }: SecretPlace, gone: "deleted" | "destroyed"): TreeItem {
  const name = lastPart(at);
  const told = { deleted: l10n.t("deleted"), destroyed: l10n.t("destroyed") }[gone];
  const item = new TreeItem(name);
  item.description = told;
  item.iconPath = new ThemeIcon("shield", new ThemeColor("disabledForeground"));
  item.contextValue = "secret.gone";
  item.accessibilityInformation = { label: l10n.t("secret {0}, {1}", name, told) };
  return item;
}

function spoken(name: string, version: number | undefined, changed: string | undefined): string {
  if (version === undefined || changed === undefined) return l10n.t("secret {0}", name);
  return l10n.t("secret {0}, version {1}, changed {2}", name, version, changed);
}
