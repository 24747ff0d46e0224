import { expect, test } from "vitest";
import type { TreeNode } from "../../../../src/extension/secrets/node.ts";
import { rowSelection } from "../../../../src/extension/secrets/selection.ts";

function row(id: string): TreeNode {
  return {
    id,
    parent: undefined,
    place: undefined,
    item: () => Promise.reject(new Error("not drawn here")),
    children: () => Promise.reject(new Error("not opened here")),
  };
}

test("a menu means its row, with the others where it is one of several selected; a key means what is selected", () => {
  const selection = rowSelection();
  const [a, b, c] = [row("a"), row("b"), row("c")];
  for (const each of [a, b, c]) selection.drawn(each);
  selection.selected([b]);
  expect(selection.rows([a])).toEqual([a]);
  expect(selection.rows([a, [a, c]])).toEqual([a, c]);
  expect(selection.rows([])).toEqual([b]);
});

test("what only looks like a row means nothing: least of all another row that is selected", () => {
  const selection = rowSelection();
  const known = row("a");
  selection.drawn(known);
  selection.selected([known]);
  expect(selection.rows([row("a")])).toEqual([]);
  expect(selection.rows([{ ...known }, [known, row("a")]])).toEqual([]);
  expect(selection.rows([undefined, undefined])).toEqual([]);
  expect(selection.rows([known, [known, undefined]])).toEqual([]);
});
