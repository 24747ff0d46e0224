import assert from "node:assert/strict";
import type { Tests } from "./harness.ts";
import { servicesOf } from "./support/answers.ts";

const KEYS = Array.from({ length: 200 }, (_, index) => `lockers.suite.${index}`);

/** Lets messages of VS Code in, more or fewer of them. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
}

export const tests: Tests = {
  "what is remembered while VS Code stores something else is remembered too": async (context) => {
    const { globalMemory } = servicesOf(context);
    context.cleanUp(async () => Promise.all(KEYS.map(async (key) => globalMemory.update(key, undefined))));
    const updates: Thenable<void>[] = [];
    for (const [index, key] of KEYS.entries()) {
      updates.push(globalMemory.update(key, { index }));
      assert.deepEqual(globalMemory.get(key), { index });
      await turns(index % 17);
    }
    await Promise.all(updates);
    assert.deepEqual(
      KEYS.map((key) => globalMemory.get(key)),
      KEYS.map((_, index) => ({ index })),
    );
  },
};
