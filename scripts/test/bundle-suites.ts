/** Bundles test/extension/*.test.ts into one CommonJS module that exports `run`, as VS Code's extension host loads it. */

import { globSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { repository } from "../setup/places.mjs";

/** The path of the module; `LOCKERS_SUITES` names a few suites, with commas. Throws where there are none. */
export async function bundleSuites(): Promise<string> {
  const only = process.env["LOCKERS_SUITES"]?.split(",");
  const files = globSync("test/extension/*.test.ts", { cwd: repository })
    .filter((file) => only === undefined || only.includes(path.basename(file, ".test.ts")))
    .toSorted();
  if (files.length === 0) throw new Error("no suites in test/extension");
  const names = files.map((file) => path.basename(file, ".test.ts"));
  const contents = [
    'import { runSuites } from "./test/extension/run.ts";',
    ...names.map((name, index) => `import { tests as suite${index} } from "./test/extension/${name}.test.ts";`),
    `export const run = () => runSuites({ ${names.map((name, index) => `"${name}": suite${index}`).join(", ")} });`,
  ].join("\n");
  const outfile = path.join(repository, "out/extension-tests.cjs");
  await build({
    stdin: { contents, resolveDir: repository, loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  return outfile;
}
