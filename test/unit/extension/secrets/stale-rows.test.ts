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
  expect(stale.isRead(server, rows)).toBe(false);
  expect(stale.insteadOf(server, silent)).toBe(rows);
  expect(stale.servers()).toEqual(["egi"]);
  expect(stale.isRead(server, rows)).toBe(true);
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
  stale.forget("egi");
  expect(stale.insteadOf(below, silent)).toBeUndefined();
});
