import { l10n } from "vscode";
import { LOCAL } from "../../../core/connections/connections.ts";
import type { FinderRow, RowButton } from "../../ask.ts";
import { count } from "../../count.ts";
import { describe, serverName } from "../../messages.ts";
import { nameLabel } from "../name-label.ts";
import { breadcrumb, type KeyPlace, lastPart, type SecretPlace } from "../place.ts";
import type { NotSearched } from "./listed-servers.ts";
import type { SecretSearch } from "./secret-search.ts";

/** What a row of the search stands for. */
export type SearchChoice =
  | { readonly kind: "place"; readonly place: SecretPlace | KeyPlace }
  | { readonly kind: "read-keys" }
  | { readonly kind: "sign-in"; readonly server: string }
  | { readonly kind: "unlock" }
  | { readonly kind: "again" }
  | { readonly kind: "told" };

/** Rows that are shown at most of what was found. */
const SHOWN = 200;

/** What fits best, by server; what was used last while nothing is typed; below it what was not searched. */
export function searchRows(
  search: SecretSearch,
  typed: string,
  notSearched: readonly NotSearched[],
  buttons: readonly RowButton[],
): readonly FinderRow<SearchChoice>[] {
  const found =
    typed.trim() === ""
      ? search.recent.all().map((place) => placeRow(place, l10n.t("recent"), buttons))
      : search.index.search(typed, SHOWN).map((hit) => placeRow(search.placeOf(hit), groupOf(hit.server), buttons));
  return [...found, ...keysRow(search, typed), ...notSearched.map(notSearchedRow)];
}

function placeRow(
  place: SecretPlace | KeyPlace,
  group: string,
  buttons: readonly RowButton[],
): FinderRow<SearchChoice> {
  const isKey = place.kind === "key";
  return {
    label: escaped(isKey ? place.key : lastPart(place.at)),
    description: escaped(breadcrumb(place.server, place.at)),
    icon: isKey ? "key" : "shield",
    group,
    buttons,
    value: { kind: "place", place },
  };
}

function groupOf(server: string): string {
  return server === LOCAL ? l10n.t("Local Vault") : server;
}

/** Reading is on request only: it says its price. */
function keysRow(search: SecretSearch, typed: string): readonly FinderRow<SearchChoice>[] {
  const unknown = typed.trim() === "" ? 0 : search.unknownKeys();
  if (unknown === 0) return [];
  return [
    {
      label: l10n.t("Search key names too"),
      description: unknown === 1 ? l10n.t("reads 1 secret") : l10n.t("reads {0} secrets", count(unknown)),
      icon: "key",
      group: l10n.t("not searched yet"),
      value: { kind: "read-keys" },
    },
  ];
}

function notSearchedRow({ server, why }: NotSearched): FinderRow<SearchChoice> {
  const group = l10n.t("not searched yet");
  if (why === "locked") {
    const label = l10n.t("Local Vault is locked");
    return { label, description: l10n.t("unlock to search it"), icon: "lock", group, value: { kind: "unlock" } };
  }
  if (why === "signed-out") {
    const label = l10n.t("{0} is signed out", server);
    const value = { kind: "sign-in", server } as const;
    return { label, description: l10n.t("sign in to search it"), icon: "sign-in", group, value };
  }
  if ("code" in why) {
    const value = { kind: "again" } as const;
    return { label: escaped(describe(why).text), description: l10n.t("retry"), icon: "warning", group, value };
  }
  const { closedFolders } = why;
  return {
    label:
      closedFolders === 1
        ? l10n.t("1 folder of {0} may not be listed", serverName(server))
        : l10n.t("{0} folders of {1} may not be listed", count(closedFolders), serverName(server)),
    icon: "circle-slash",
    group,
    value: { kind: "told" },
  };
}

/** Names of others, without the icons that VS Code draws for `$(name)`. */
function escaped(text: string): string {
  return nameLabel(text).replaceAll("$(", String.raw`\$(`);
}
