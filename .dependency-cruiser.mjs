// Reads TypeScript through the TypeScript 6 API. With TypeScript 7 installed it reads
// 0 modules and still exits 0, so test/architecture.test.ts also checks the count.
const layer = (name, mayReach) => ({
  name: `${name}-reaches-only-${mayReach.join("-and-") || "itself"}`,
  severity: "error",
  from: { path: `^src/${name}/` },
  to: { path: "^src/", pathNot: `^src/(${[name, ...mayReach].join("|")})/` },
});

export default {
  forbidden: [
    layer("core", []),
    layer("node", ["core"]),
    layer("cli", ["core", "node"]),
    layer("extension", ["core", "node"]),
    {
      name: "only-the-extension-knows-vscode",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/extension/" },
      to: { path: "^vscode$|node_modules/@types/vscode" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "detection-needs-no-store",
      severity: "error",
      from: { path: "^src/core/detection/" },
      to: { path: "^src/core/(vault|transport|local-vault|connections|sessions|lockers)/" },
    },
  ],
  options: {
    tsPreCompilationDeps: true, // also see `import type`
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
  },
};
