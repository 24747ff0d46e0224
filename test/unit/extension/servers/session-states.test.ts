import { expect, test } from "vitest";
import type { SessionFacts, Sessions } from "../../../../src/core/sessions/sessions.ts";
import { sessionStates } from "../../../../src/extension/servers/session-states.ts";

/** One server, whose session and whose time the test sets. */
function setUp() {
  const now = { time: 0, facts: undefined as Partial<SessionFacts> | undefined };
  const sessions = { session: async () => Promise.resolve(now.facts) } as unknown as Sessions;
  const states = sessionStates(
    () => sessions,
    { now: () => now.time },
    () => undefined,
  );
  return { now, kind: async () => (await states.state("egi")).kind };
}

test("a session that ran out has expired, and one that ended before its time does not expire afterwards", async () => {
  const { now, kind } = setUp();
  now.facts = { name: "ada", ends: 100, renews: false, kind: "token" };
  expect(await kind()).toBe("signed-in");
  now.facts = undefined;
  now.time = 100;
  expect(await kind()).toBe("expired");

  now.facts = { name: "ada", ends: 200, renews: false, kind: "token" };
  expect(await kind()).toBe("signed-in");
  now.facts = undefined;
  expect(await kind()).toBe("signed-out");
  now.time = 300;
  expect(await kind()).toBe("signed-out");
});
