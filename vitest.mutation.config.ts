import { defineConfig } from "vitest/config";

/** What Stryker runs for every mutant: the tests of the core alone. */
export default defineConfig({
  test: { include: ["test/unit/core/**/*.test.ts"], testTimeout: 30_000 },
});
