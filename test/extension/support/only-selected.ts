import type { TreeNode } from "../../../src/extension/secrets/node.ts";
import type { TestContext } from "../harness.ts";
import { servicesOf } from "./answers.ts";

/**
 * What a command is meant for in this test where it is given no row: these, and none where there are none. What a test
 * before stored may be selected in the view only now.
 */
export function onlySelected(context: TestContext, ...rows: readonly TreeNode[]): void {
  const { selection } = servicesOf(context);
  const before = { ...selection };
  Object.assign(selection, {
    rows: (args: readonly unknown[]) => (args.length === 0 ? rows : before.rows(args)),
  });
  context.cleanUp(() => Object.assign(selection, before));
}
