/** What the Secrets view costs in the extension host of a real VS Code. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createPathIndex } from "../../src/core/secrets/search/path-index.ts";
import { type Bench, type Figure, median } from "./figure.ts";
import { figuresOfSuite } from "./figures-of-suite.ts";

export const bench: Bench = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "lockers-tree-"));
  try {
    return [...(await figuresOfSuite("tree-suite.ts", folder)), ...searching()];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const PATHS = 100_000;
const ROUNDS = 11;
const TYPED = ["e", "db", "database-77", "team serv 99", "tmsrvdb", "nothing fits this", "service-5000"];

/** The slowest of some searches, each by its median. */
function searching(): readonly Figure[] {
  const index = createPathIndex();
  for (let at = 0; at < PATHS; at += 1) {
    index.add("bench", { mount: "secrets", path: `team-${at % 300}/service-${at}/database-${(at * 7919) % 1000}` });
  }
  const times = TYPED.map((typed) =>
    median(
      Array.from({ length: ROUNDS }, () => {
        const started = performance.now();
        index.search(typed, 200);
        return performance.now() - started;
      }),
    ),
  );
  return [{ what: "search over 100,000 paths, the slowest of 7", value: Math.max(...times), unit: "ms", atMost: 50 }];
}
