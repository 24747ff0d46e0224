import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { commands } from "vscode";
import type { Tests } from "./harness.ts";

export const tests: Tests = {
  "the extension is active": ({ extension }) => {
    assert.equal(extension.isActive, true);
  },

  "every command of package.json is registered": async ({ extension }) => {
    const manifest = JSON.parse(readFileSync(path.join(extension.extensionPath, "package.json"), "utf8")) as {
      contributes: { commands: readonly { command: string }[] };
    };
    const registered = new Set(await commands.getCommands(true));
    const missing = manifest.contributes.commands.map(({ command }) => command).filter((id) => !registered.has(id));
    assert.deepEqual(missing, []);
  },
};
