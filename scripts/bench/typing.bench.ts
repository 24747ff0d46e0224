/** What typing costs in the extension host of a real VS Code. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Bench } from "./figure.ts";
import { figuresOfSuite } from "./figures-of-suite.ts";

export const bench: Bench = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "lockers-typing-"));
  try {
    return await figuresOfSuite("typing-suite.ts", folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
