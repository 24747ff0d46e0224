import { resolve } from "node:path";

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
