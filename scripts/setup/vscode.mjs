// A real VS Code without a download from its own site: the build inside code-server's npm package.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { npm } from "./packages.mjs";
import {
  codeServerFolder,
  headers,
  node,
  nodeWithHeaders,
  onPath,
  repository,
  versions,
  vscode as place,
} from "./places.mjs";
import { run } from "./run.mjs";
import { fillFolder, program, step } from "./step.mjs";

const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts"];

const install = (name, cwd, args) => program(name, npm, ["install", ...quiet, ...args], { cwd, limit: 300 });

/** Installs the server with its own dependencies and the TypeScript of its built-in extensions. */
export function vscode() {
  return step(
    `VS Code (code-server ${versions.codeServer})`,
    () => existsSync(place),
    () =>
      fillFolder(codeServerFolder, async (part) => {
        writeFileSync(path.join(part, "package.json"), JSON.stringify({ private: true }));
        await install("npm code-server", part, [`code-server@${versions.codeServer}`, ...headersPackage()]);
        const inside = path.join(part, path.relative(codeServerFolder, place));
        await install("npm VS Code server", inside, ["--omit=dev"]);
        await install("npm VS Code extensions", path.join(inside, "extensions"), ["--omit=dev"]);
      }),
  );
}

function headersPackage() {
  if (process.platform !== "linux") return [];
  const { devDependencies } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8"));
  return [`${nodeWithHeaders}@${devDependencies.node}`];
}

/**
 * Builds the server's log writer with Node 24's own headers; without it the Output view stays empty and no log is written.
 * Where there is no compiler it is left out, with a line that says so.
 */
export function logWriter() {
  const folder = path.join(place, "node_modules/@vscode/spdlog");
  const built = () => existsSync(path.join(folder, "build/Release/spdlog.node"));
  if (!existsSync(headers) || !["g++", "make", "python3"].every(onPath)) {
    if (!built())
      console.log(
        "        log writer of VS Code left out: no compiler for it (g++, make, python3). Output stays empty.",
      );
    return undefined;
  }
  return step("log writer of VS Code", built, () => build(folder));
}

async function build(folder) {
  const bin = path.join(headers, "bin");
  // As a variable: a nodedir in somebody's npmrc would win over an argument.
  const env = { ...process.env, npm_config_nodedir: headers, PATH: `${bin}${path.delimiter}${process.env.PATH}` };
  const bundled = process.env.npm_config_node_gyp;
  if (bundled && existsSync(bundled)) {
    const { code } = await run(node, [bundled, "rebuild"], { cwd: folder, env, limit: 240 });
    if (code === 0) return;
  }
  await program("node-gyp", "npx", ["--yes", "node-gyp", "rebuild"], { cwd: folder, env, limit: 240 });
}
