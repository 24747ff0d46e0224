import { expect, test } from "vitest";
import { noChildren, type TreeNode } from "../../../../src/extension/secrets/node.ts";
import { rowsOf } from "../../../../src/extension/secrets/rows.ts";
import { createStaleRows } from "../../../../src/extension/secrets/stale-rows.ts";

const server: TreeNode = {
  id: "egi",
  parent: undefined,
  place: { kind: "server", server: "egi" },
  children: noChildren,
  item: () => Promise.reject(new Error("not drawn here")),
};
const rows = rowsOf([]);
const silent = { code: "unreachable", server: "egi", tried: [] } as const;

test("what was read stays while the server does not answer, until it answers again", () => {
  const stale = createStaleRows();
  expect(stale.insteadOf(server, silent)).toBeUndefined();
  stale.isRead(server, rows);
  expect(stale.insteadOf(server, silent)).toBe(rows);
  expect(stale.servers()).toEqual(["egi"]);
  stale.isRead(server, rows);
  expect(stale.servers()).toEqual([]);
});

test("a refusal is shown, and what was read before is gone then", () => {
  const stale = createStaleRows();
  stale.isRead(server, rows);
  expect(
    stale.insteadOf(server, { code: "not-allowed", server: "egi", path: "secret", right: "list" }),
  ).toBeUndefined();
  expect(stale.insteadOf(server, silent)).toBeUndefined();
});

test("after a sign-out nothing from before is shown", () => {
  const stale = createStaleRows();
  const below = { ...server, id: "egi>mount:secret" };
  stale.isRead(below, rows);
  stale.insteadOf(below, silent);
  stale.forget("egi", "egi");
  expect(stale.insteadOf(below, silent)).toBeUndefined();
  expect(stale.servers()).toEqual([]);
});

test("a server that was removed while it did not answer is told of no more", () => {
  const stale = createStaleRows();
  for (const node of [server, { ...server, id: "work", place: { kind: "server", server: "work" } } as const]) {
    stale.isRead(node, rows);
    stale.insteadOf(node, silent);
  }
  stale.there(new Set(["local", "work"]));
  expect(stale.servers()).toEqual(["work"]);
});
