import { expect, test, vi } from "vitest";
import type { KnownValues } from "../../../../src/core/stored/known-values.ts";
import type { Change, Services } from "../../../../src/extension/services.ts";
import { forgetClosed } from "../../../../src/extension/stored/forget-closed.ts";
import { lateSessions } from "../../../support/late-sessions.ts";

test("a look that was begun before the sign-in and ends after it makes nothing be forgotten", async () => {
  const { services, answer } = lateSessions("egi");
  const forget = vi.fn<(server: string) => void>();
  const known = { size: 1, servers: () => ["egi"], forget } as unknown as KnownValues;
  let tell: ((change: Change) => void) | undefined;
  const changes = {
    on: (listener: (change: Change) => void) => ((tell = listener), { dispose: () => undefined }),
  };
  forgetClosed({ ...services, changes } as unknown as Services, known);
  tell?.({ kind: "servers" });
  tell?.({ kind: "servers" });
  await answer(1, "signed-in");
  await answer(0, "signed-out");
  expect(forget).not.toHaveBeenCalled();
  tell?.({ kind: "servers" });
  await answer(2, "signed-out");
  expect(forget).toHaveBeenCalledWith("egi");
});
