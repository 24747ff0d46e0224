import { defineConfig } from "vitest/config";

/** Suites with real servers and browsers: one file at a time. */
const slow = (name: string, testTimeout: number) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: 120_000,
    fileParallelism: false,
    expect: { poll: { timeout: 20_000 } },
  },
});

export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["test/unit/**/*.test.ts", "test/*.test.ts"], testTimeout: 60_000 } },
      slow("contract", 120_000),
      slow("package", 120_000),
      slow("e2e", 240_000),
    ],
  },
});
