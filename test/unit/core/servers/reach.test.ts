import { expect, test } from "vitest";
import { ExpectedError } from "../../../../src/core/errors.ts";
import { createReach } from "../../../../src/core/servers/reach.ts";
import type { VaultReply } from "../../../../src/core/transport/transport.ts";
import { tokenProfile } from "../../../support/session-hosts.ts";

const profile = tokenProfile("egi", "https://a:8200");
const unreachable = new ExpectedError({ code: "unreachable", server: "egi", tried: [] });
const healthy = { status: 200, headers: {}, body: { initialized: true, sealed: false, standby: false } };

/** A server whose answers come when the test says so. */
function slowServer() {
  const waiting: { resolve: (reply: VaultReply) => void; reject: (error: Error) => void }[] = [];
  const send = async () =>
    new Promise<VaultReply>((resolve, reject) => {
      waiting.push({ resolve, reject });
    });
  let isThere = true;
  const reach = createReach({
    transportTo: () => ({ send }),
    clock: { now: () => 1 },
    isCurrent: () => isThere,
    changed: () => undefined,
  });
  return {
    reach,
    answer: (at: number) => waiting[at]?.resolve(healthy),
    refuse: (at: number) => waiting[at]?.reject(unreachable),
    remove: () => {
      isThere = false;
    },
  };
}

test("of two looks the later one counts, whichever is answered first", async () => {
  const { reach, answer, refuse } = slowServer();
  const [first, second] = [reach.look(profile), reach.look(profile)];
  answer(1);
  await second;
  refuse(0);
  expect(await first).toBeUndefined();
  expect(reach.trouble("egi")).toBeUndefined();
});

test("an answer to something begun before the trouble was found does not end it: the server is asked again", async () => {
  const { reach, refuse } = slowServer();
  let done: (() => void) | undefined;
  const work = reach.use(profile, async () => new Promise<void>((resolve) => (done = resolve)));
  const look = reach.look(profile);
  refuse(0);
  await look;
  done?.();
  await expect.poll(() => (refuse(1), reach.trouble("egi")?.kind)).toBe("unreachable");
  await work;
  expect(reach.trouble("egi")?.kind).toBe("unreachable");
  const again = reach.use(profile, async () => Promise.resolve("rows"));
  expect(await again).toBe("rows");
  expect(reach.trouble("egi")).toBeUndefined();
});

test("nothing is kept of a server that was removed or changed while it was asked", async () => {
  const { reach, refuse, remove } = slowServer();
  const look = reach.look(profile);
  remove();
  refuse(0);
  expect((await look)?.kind).toBe("unreachable");
  expect(reach.trouble("egi")).toBeUndefined();
});
