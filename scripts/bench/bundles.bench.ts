/** Sizes of what is shipped. */

import { globSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { node, repository } from "../setup/places.mjs";
import { program } from "../setup/step.mjs";
import type { Bench } from "./figure.ts";

const size = (pattern: string) =>
  globSync(pattern, { cwd: repository }).reduce(
    (total, file) => total + statSync(path.join(repository, file)).size,
    0,
  ) / 1000;

export const bench: Bench = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "lockers-bench-"));
  const file = path.join(folder, "lockers.vsix");
  try {
    await program("package", node, ["scripts/package.mjs", file], { cwd: repository, limit: 120 });
    return [
      { what: "dist/extension.cjs", value: size("dist/extension.cjs"), unit: "kB", atMost: 350 },
      { what: "dist/extension.cjs with its parts", value: size("dist/extension*.cjs"), unit: "kB", atMost: 540 },
      { what: "dist/detection.cjs, shared by both", value: size("dist/detection.cjs"), unit: "kB", atMost: 350 },
      { what: "dist/cli.mjs with its parts", value: size("dist/cli*.mjs"), unit: "kB", atMost: 350 },
      { what: "VSIX", value: statSync(file).size / 1000, unit: "kB", atMost: 600 },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
