import { describe, expect, test } from "vitest";
import { noChildren, rowId, type TreeNode } from "../../../../src/extension/secrets/node.ts";
import { PAGE, rowsFrom, wholePages } from "../../../../src/extension/secrets/rows.ts";

const node = (name: string, parent?: TreeNode): TreeNode => ({
  id: rowId(parent, "secret", name),
  parent,
  place: undefined,
  children: noChildren,
  item: () => Promise.reject(new Error("not drawn here")),
});

describe("rows of a long list", () => {
  const names = Array.from({ length: 2500 }, (_, index) => `s${index}`);

  test("are made when they are shown, and stay the same objects", () => {
    let made = 0;
    const rows = rowsFrom(names, (name) => {
      made += 1;
      return node(name);
    });
    expect([rows.total, made]).toEqual([2500, 0]);
    const first = rows.first(PAGE);
    expect([first.length, made]).toEqual([1000, 1000]);
    expect(rows.first(2 * PAGE)[0]).toBe(first[0]);
    expect(made).toBe(2000);
    expect(rows.first(PAGE)).toEqual(first);
    expect(rows.first(9 * PAGE)).toHaveLength(2500);
  });

  test("say how many have to be shown to see the way to a secret", () => {
    const rows = rowsFrom(names, node, (name, { path }) => path === name);
    expect(rows.until({ mount: "secret", path: "s1999" })).toBe(2000);
    expect(rows.until({ mount: "secret", path: "other" })).toBe(0);
    expect([wholePages(0), wholePages(1000), wholePages(1001)]).toEqual([1000, 1000, 2000]);
  });
});

test("ids of rows differ wherever the ways to them differ, whatever the names hold", () => {
  const above = node("a");
  const ids = [
    above.id,
    node("b", above).id,
    node("a>secret:b").id,
    node("a%3Esecret%3Ab").id,
    rowId(above, "folder", "b"),
    node("\uD83D").id,
    node("\uD83D\uDE92").id,
  ];
  expect(new Set(ids).size).toBe(ids.length);
});
