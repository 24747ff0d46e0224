import { expect } from "vitest";
import type { Services } from "../../src/extension/services.ts";
import type { SessionState } from "../../src/extension/servers/session-state.ts";
import { tokenProfile } from "./session-hosts.ts";

/** How it stands with the session of one server, told when the test says so: each question is answered by its number. */
export function lateSessions(name: string) {
  const waiting: ((state: SessionState) => void)[] = [];
  const services = {
    localVault: () => ({ state: async () => Promise.resolve("absent") }),
    connections: () => ({ profiles: () => [tokenProfile(name, "https://a:8200")] }),
    session: async () => new Promise<SessionState>((resolve) => waiting.push(resolve)),
    log: { problem: (_event: string, error: unknown) => expect.fail(String(error)) },
  } as unknown as Services;
  return {
    services,
    /** Settles once what waited for the answer has gone on. */
    answer: async (question: number, kind: "signed-in" | "signed-out"): Promise<void> => {
      await expect.poll(() => waiting.length).toBeGreaterThan(question);
      const more = { who: "ada", ends: undefined, renews: false, hasAccessToken: false };
      waiting[question]?.(kind === "signed-in" ? { kind, ...more } : { kind });
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
