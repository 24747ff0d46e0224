import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { transform } from "esbuild";

/**
 * esbuild splits modules only; VS Code loads CommonJS everywhere. So each part is made as a module and turned into
 * CommonJS on its way to the disk: what is imported where it is needed is then read only there.
 */
export const commonjsParts = {
  name: "commonjs parts",
  setup({ onEnd }) {
    onEnd(async ({ outputFiles = [] }) => {
      await Promise.all(outputFiles.map(write));
    });
  },
};

async function write({ path, text }) {
  const { code } = await transform(wholeVscode(text), {
    format: "cjs",
    platform: "node",
    target: "node22",
    supported: { "dynamic-import": false },
    minify: true,
    legalComments: "none",
  });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, code);
}

/** esbuild would copy the API once for each file that imports the whole of it: 9 ms of every activation. */
function wholeVscode(text) {
  return text.replaceAll(/import\s*\*\s*as ([\w$]+) from\s*"vscode"/g, 'const $1=require("vscode")');
}
