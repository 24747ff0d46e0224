import { expect, test } from "vitest";
import { ALL_RIGHTS } from "../../../../src/core/vault/rights.ts";
import { noChildren, type TreeNode } from "../../../../src/extension/secrets/node.ts";
import { createRightsBook } from "../../../../src/extension/secrets/rights-reader.ts";
import type { Services } from "../../../../src/extension/services.ts";

const place = { kind: "secret", server: "egi", engine: "kv-2", at: { mount: "secret", path: "db" } } as const;
const rowOf = (): TreeNode => ({
  id: "server:egi>secret:db",
  parent: undefined,
  place,
  children: noChildren,
  item: () => Promise.reject(new Error("not drawn here")),
});

test("rights that are told after another has signed in are not theirs", async () => {
  const waiting: ((rights: ReadonlyMap<string, readonly string[]>) => void)[] = [];
  const client = {
    capabilities: async () =>
      new Promise<ReadonlyMap<string, readonly string[]>>((resolve) => {
        waiting.push(resolve);
      }),
  };
  const services = { connections: () => ({ client: async () => Promise.resolve(client) }) };
  let redrawn = 0;
  const book = createRightsBook({ services: services as unknown as Services, redraw: () => (redrawn += 1) });
  book.wanted([rowOf()]);
  await expect.poll(() => waiting.length).toBe(1);
  book.forget("egi");
  book.wanted([rowOf()]);
  await expect.poll(() => waiting.length).toBe(2);
  waiting[0]?.(new Map());
  await expect.poll(() => redrawn).toBe(1);
  expect(book.of(place)).toEqual(ALL_RIGHTS);
  waiting[1]?.(new Map());
  await expect.poll(() => redrawn).toBe(2);
  expect(book.of(place)).not.toEqual(ALL_RIGHTS);
});
