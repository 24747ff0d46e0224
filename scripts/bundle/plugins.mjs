import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";

const STUBS = {
  axios: "no-axios.cjs",
  debug: "no-debug.cjs",
  tv4: "no-tv4.cjs",
  mustache: "no-templates.cjs",
  "./commands.js": "no-commands.cjs",
};

/** What node-vault loads at its top and, with our transport and no template commands, never runs: 200 kB. */
export const trimNodeVault = {
  name: "trim node-vault",
  setup({ onResolve }) {
    onResolve({ filter: /^(axios|debug|tv4|mustache|\.\/commands\.js)$/ }, ({ path, importer }) =>
      importer.includes("node-vault") ? { path: resolve("scripts/bundle", STUBS[path]) } : undefined,
    );
  },
};

/** Detection is a bundle of its own: one copy for the editor and the command line, read when something is scanned. */
export const detectionApart = {
  name: "detection apart",
  setup({ onResolve }) {
    onResolve({ filter: /\/detection\/detection\.ts$/ }, ({ kind }) =>
      kind === "entry-point" ? undefined : { path: "./detection.cjs", external: true },
    );
  },
};

const TOP_LEVEL = /^var ([\w$]+) = (?!class )((?:.*;$)|(?:.*\n(?:\t.*\n|\n)*[\]})].*;$))/gm;

/** js-yaml without what we never call (writing, YAML 1.1): esbuild keeps every constant that is computed, unless told it has no effect. */
export const trimJsYaml = {
  name: "trim js-yaml",
  setup({ onLoad }) {
    onLoad({ filter: /js-yaml[/\\]dist[/\\]js-yaml\.mjs$/ }, async ({ path }) => ({
      loader: "js",
      contents: (await readFile(path, "utf8")).replace(
        TOP_LEVEL,
        (_, name, made) => `var ${name} = /* @__PURE__ */ (() => (${made.slice(0, -1)}))();`,
      ),
    }));
  },
};

/** `require` for the parts that have CommonJS in them, and for no other. */
export const requireWhereNeeded = {
  name: "require where needed",
  setup({ onEnd }) {
    onEnd(async ({ outputFiles = [] }) => {
      await Promise.all(
        outputFiles.map(async ({ path, text }) => {
          await mkdir(dirname(path), { recursive: true });
          await writeFile(path, text.includes("typeof require") ? REQUIRE + text : text);
        }),
      );
    });
  },
};

const REQUIRE = 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);';
