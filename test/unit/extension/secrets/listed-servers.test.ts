import { expect, test, vi } from "vitest";
import { createPathIndex } from "../../../../src/core/secrets/search/path-index.ts";
import { createListedServers } from "../../../../src/extension/secrets/search/listed-servers.ts";
import { lateSessions } from "../../../support/late-sessions.ts";

test("what was asked before a sign-in and is answered after it does not close the server again", async () => {
  const { services, answer } = lateSessions("egi");
  const forgotten = vi.fn<(server: string) => void>();
  const servers = createListedServers(services, createPathIndex(), forgotten);
  const [before, after] = [servers.present(), servers.present()];
  await answer(1, "signed-in");
  expect((await after).map(({ is }) => is)).toEqual(["open"]);
  await answer(0, "signed-out");
  expect(await before).toBe(await after);
  expect(forgotten).not.toHaveBeenCalled();
});
