import assert from "node:assert/strict";
import { commands } from "vscode";
import type { Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { PASSPHRASE } from "./support/open-vault.ts";
import { closeTabs, tabs } from "./support/tabs.ts";

export const tests: Tests = {
  "New Secret… makes the vault first, with a passphrase asked twice": async (context) => {
    const vault = servicesOf(context).localVault();
    assert.equal(await vault.state(), "absent", "this suite comes before those that need a vault");
    const asked = answering(
      context,
      { pick: "Choose a Passphrase" },
      { type: "short" },
      { type: PASSPHRASE },
      { type: "another one" },
      { type: PASSPHRASE },
    );
    context.cleanUp(closeTabs);
    await commands.executeCommand("lockers.newSecret");
    assert.ok(asked.said.includes("Type at least 8 characters."));
    assert.ok(asked.said.includes("The two differ."));
    assert.equal(await vault.state(), "open");
    await context.waitUntil("the form", () => tabs().includes("New Secret"));
  },
};
