import { expect, test, vi } from "vitest";
import { noChildren, type TreeNode } from "../../../../src/extension/secrets/node.ts";
import { createRevealRow } from "../../../../src/extension/secrets/reveal-row.ts";

const place = { kind: "secret", server: "egi", engine: "kv-2", at: { mount: "secret", path: "db" } } as const;
const row: TreeNode = {
  id: "server:egi>secret:db",
  parent: undefined,
  place,
  children: noChildren,
  item: () => Promise.reject(new Error("not drawn here")),
};

type Parts = Parameters<typeof createRevealRow>;

/** A tree that has the row once it is refreshed so often, and a view that takes it at the last of some attempts. */
function parts(refreshes: number, attempts: readonly ("throws" | "ignores" | "takes")[]) {
  const left = [...attempts];
  let refreshed = 0;
  const view = {
    visible: true,
    selection: [] as readonly TreeNode[],
    reveal: vi.fn<(node: TreeNode) => Promise<void>>(async (node) => {
      const what = left.shift();
      if (what === "throws") throw new Error("no such row yet");
      if (what === "takes") view.selection = [node];
    }),
  };
  const server: TreeNode = { ...row, id: "server:egi", place: { kind: "server", server: "egi" } };
  const tree = {
    childrenTowards: async (node: TreeNode | undefined) => {
      if (node === undefined) return [server];
      return refreshed >= refreshes ? [row] : [];
    },
    drawn: () => [server],
    refresh: () => {
      refreshed += 1;
    },
  };
  const revealRow = createRevealRow(tree as unknown as Parts[0], view as unknown as Parts[1]);
  return { view, reveal: view.reveal, revealRow };
}

test.each([
  ["takes it at once", 0, ["takes"]],
  ["drops the wish while it draws", 0, ["ignores", "takes"]],
  ["does not know the row yet", 0, ["throws", "ignores", "takes"]],
  ["shows what was stored after its folder was read", 1, ["takes"]],
] as const)("a row is selected where VS Code %s", async (_, refreshes, attempts) => {
  vi.useFakeTimers();
  const { view, reveal, revealRow } = parts(refreshes, attempts);
  const done = revealRow(place, { focus: true });
  await vi.runAllTimersAsync();
  await done;
  vi.useRealTimers();
  expect(view.selection).toEqual([row]);
  expect(reveal).toHaveBeenCalledTimes(attempts.length);
});

test("a row that is nowhere is not waited for", async () => {
  const { reveal, revealRow } = parts(99, []);
  await revealRow(place, { focus: true });
  expect(reveal).not.toHaveBeenCalled();
});

const other: TreeNode = { ...row, id: "server:egi>secret:other" };

test.each([
  ["has selected another row", (view: { selection: readonly TreeNode[] }) => (view.selection = [other])],
  ["has left the view", (view: { visible: boolean }) => (view.visible = false)],
])("a row is not forced on a person who meanwhile %s", async (_, act) => {
  vi.useFakeTimers();
  const { view, reveal, revealRow } = parts(0, ["ignores", "takes"]);
  const done = revealRow(place, { focus: false });
  await vi.advanceTimersByTimeAsync(10);
  act(view);
  await vi.runAllTimersAsync();
  await done;
  vi.useRealTimers();
  expect(reveal).toHaveBeenCalledTimes(1);
});

test("of two rows to be selected the later one stays so", async () => {
  vi.useFakeTimers();
  const { view, reveal, revealRow } = parts(0, ["ignores", "takes", "takes"]);
  const first = revealRow(place, { focus: false });
  await vi.advanceTimersByTimeAsync(10);
  const second = revealRow(place, { focus: false });
  await vi.runAllTimersAsync();
  await Promise.all([first, second]);
  vi.useRealTimers();
  expect(reveal).toHaveBeenCalledTimes(2);
  expect(view.selection).toEqual([row]);
});
