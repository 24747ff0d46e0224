import { describe, expect, test } from "vitest";
import { concerned, findRow } from "../../../../src/extension/secrets/find-row.ts";
import type { TreeNode } from "../../../../src/extension/secrets/node.ts";
import type { Place } from "../../../../src/extension/secrets/place.ts";

interface Sketch {
  readonly id: string;
  readonly place?: Place;
  readonly below?: readonly Sketch[];
}

const folder = (path: string, server = "egi"): Place => ({
  kind: "folder",
  server,
  engine: "kv-1",
  at: { mount: "secrets", path },
});
const secret = (path: string): Place => ({ ...folder(path), kind: "secret" }) as Place;

/** Two ways lead to what is at home: by the row `~` and by the mount. */
const sketch: readonly Sketch[] = [
  { id: "local", place: { kind: "server", server: "local" } },
  {
    id: "egi",
    place: { kind: "server", server: "egi" },
    below: [
      { id: "home", place: folder("users/ada"), below: [{ id: "home-db", place: secret("users/ada/db") }] },
      {
        id: "secrets",
        place: folder(""),
        below: [
          { id: "users", place: folder("users"), below: [{ id: "ada", place: folder("users/ada") }] },
          { id: "shop-folder", place: folder("shop"), below: [{ id: "shop-db", place: secret("shop/db") }] },
          { id: "shop-secret", place: secret("shop") },
        ],
      },
    ],
  },
];

function tree(rows: readonly Sketch[], parent?: TreeNode): readonly TreeNode[] {
  return rows.map(({ id, place, below = [] }) => {
    const node: TreeNode = {
      id,
      parent,
      place,
      item: () => Promise.reject(new Error("not drawn here")),
      children: () => Promise.resolve(tree(below, node)),
    };
    return node;
  });
}

const childrenOf = async (row: TreeNode | undefined): Promise<readonly TreeNode[]> => {
  if (row === undefined) return tree(sketch);
  const below = await row.children(new AbortController().signal);
  return "total" in below ? below.first(below.total) : below;
};

describe("the row of a secret", () => {
  test.each([
    ["shop/db", "shop-db"],
    ["shop", "shop-secret"],
    ["users/ada/db", "home-db"],
  ])("%s is found by the shortest way", async (path, id) => {
    expect((await findRow(childrenOf, "egi", { mount: "secrets", path }))?.id).toBe(id);
  });

  test.each(["gone", "shop/gone", "users/ada/gone"])("%s is not there", async (path) => {
    expect(await findRow(childrenOf, "egi", { mount: "secrets", path })).toBeUndefined();
  });
});

test("a change concerns the deepest rows on each way to it", async () => {
  const all: TreeNode[] = [];
  const draw = async (row: TreeNode | undefined): Promise<void> => {
    for (const child of await childrenOf(row)) {
      all.push(child);
      await draw(child);
    }
  };
  await draw(undefined);
  const ids = (path: string) => concerned(all, "egi", { mount: "secrets", path }).map(({ id }) => id);
  expect(ids("users/ada/new")).toEqual(["home", "ada"]);
  expect(ids("shop/new")).toEqual(["shop-folder"]);
  expect(ids("new/one")).toEqual(["secrets"]);
});
