// Builds everything that is shipped into dist/: `node esbuild.mjs [--watch] [--metafile]`.
import { globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { build, context } from "esbuild";
import { commonjsParts } from "./scripts/bundle/commonjs-parts.mjs";
import { detectionApart, requireWhereNeeded, trimJsYaml, trimNodeVault } from "./scripts/bundle/plugins.mjs";

const shared = {
  bundle: true,
  minify: true,
  sourcemap: false,
  metafile: true,
  legalComments: "none",
  logLevel: "warning",
  plugins: [trimNodeVault, trimJsYaml, detectionApart],
};
const node = { ...shared, platform: "node", target: "node22" };
const commonjs = (entry, out) => ({
  ...node,
  format: "cjs",
  entryPoints: { [out]: entry },
  outExtension: { ".js": ".cjs" },
});

const targets = [
  {
    ...node,
    plugins: [...shared.plugins, commonjsParts],
    format: "esm",
    splitting: true, // activation must not read what a view or a command needs
    write: false, // commonjsParts writes
    entryPoints: { extension: "src/extension/extension.ts" },
    chunkNames: "extension-[name]-[hash]",
    outExtension: { ".js": ".cjs" },
    external: ["vscode"],
  },
  commonjs("src/core/detection/detection.ts", "detection"),
  commonjs("src/node/local-vault/worker.ts", "local-vault-worker"),
  commonjs("src/node/custom-rules/worker.ts", "custom-rules-worker"),
  commonjs("src/node/workspace-scan/worker.ts", "scan-worker"),
  commonjs("src/node/launch/launcher.ts", "launcher"),
  {
    ...node,
    plugins: [...shared.plugins, requireWhereNeeded],
    format: "esm",
    write: false, // requireWhereNeeded writes
    splitting: true, // `lockers --version` must not parse the whole client
    entryPoints: { cli: "src/cli/main.ts" },
    chunkNames: "cli-[name]-[hash]",
    outExtension: { ".js": ".mjs" },
  },
  {
    ...shared,
    platform: "browser",
    target: "chrome130",
    format: "iife",
    entryPoints: Object.fromEntries(
      globSync("src/extension/**/*.webview.ts").map((file) => [`webview/${basename(file, ".webview.ts")}`, file]),
    ),
  },
].map((target) => ({ ...target, outdir: "dist" }));

rmSync("dist", { recursive: true, force: true });
if (process.argv.includes("--watch")) {
  await Promise.all(targets.map(async (target) => (await context(target)).watch()));
} else {
  const results = await Promise.all(targets.map((target) => build(target)));
  if (process.argv.includes("--metafile")) {
    mkdirSync("reports", { recursive: true });
    results.forEach(({ metafile }, index) => writeFileSync(`reports/bundle-${index}.json`, JSON.stringify(metafile)));
  }
}
