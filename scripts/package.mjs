// npm run package: builds and makes lockers-VERSION.vsix.
import { readFileSync } from "node:fs";
import path from "node:path";
import { node, repository } from "./setup/places.mjs";
import { run } from "./setup/run.mjs";

const read = (file) => JSON.parse(readFileSync(path.join(repository, file), "utf8"));
const out = process.argv[2] ?? `lockers-${read("package.json").version}.vsix`;
const vsce = ["node_modules/@vscode/vsce/vsce", "package", "--no-dependencies", "--allow-missing-repository"];

for (const args of [["esbuild.mjs"], [...vsce, "--no-rewrite-relative-links", "--out", out]]) {
  const { code, output } = await run(node, args, { cwd: repository, limit: 120 });
  if (code !== 0) {
    console.error(output);
    process.exit(1);
  }
}
console.log(out);
