/** What one start needs: a copy of the sample, a `lockers` command, and the packages to install. */

import { chmodSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { node, repository } from "../setup/places.mjs";
import { program } from "../setup/step.mjs";

export interface Room {
  readonly folder: string;
  /** The copy of the sample workspace. */
  readonly workspace: string;
  /** For VS Code: its terminals find `lockers`, and the vault is one of this start alone. */
  readonly environment: Readonly<Record<string, string>>;
}

export function prepareRoom(folder: string): Room {
  const workspace = path.join(folder, "shop");
  cpSync(path.join(repository, "test/fixtures/sample"), workspace, { recursive: true });
  const bin = path.join(folder, "bin");
  mkdirSync(bin);
  writeCommand(bin);
  const search = [bin, path.dirname(node), process.env["PATH"] ?? ""].join(path.delimiter);
  return { folder, workspace, environment: { PATH: search, LOCKERS_HOME: path.join(folder, "home") } };
}

/** Builds the extension and packs it as it is published. */
export async function packProduct(folder: string): Promise<string> {
  const file = path.join(folder, "lockers.vsix");
  await program("package", node, [path.join(repository, "scripts/package.mjs"), file], { cwd: repository, limit: 120 });
  return file;
}

/** Packs the small extension that shows `app.js` and the Lockers views when the window opens. */
export async function packOpener(folder: string): Promise<string> {
  const file = path.join(folder, "opener.vsix");
  const vsce = path.join(repository, "node_modules/@vscode/vsce/vsce");
  const options = ["--no-dependencies", "--allow-missing-repository", "--skip-license", "--out", file];
  const cwd = path.join(repository, "scripts/start/opener");
  await program("opener", node, [vsce, "package", ...options], { cwd, limit: 60 });
  return file;
}

function writeCommand(bin: string): void {
  const cli = path.join(repository, "dist/cli.mjs");
  if (process.platform === "win32") {
    writeFileSync(path.join(bin, "lockers.cmd"), `@"${node}" "${cli}" %*\r\n`);
    return;
  }
  const file = path.join(bin, "lockers");
  writeFileSync(file, `#!/bin/sh\nexec '${node}' '${cli}' "$@"\n`);
  chmodSync(file, 0o755);
}
