import { Uri, ViewColumn, window, workspace } from "vscode";
import { Secret } from "../../src/core/secrets/secret.ts";
import { type Hiding, hideWhenLeft } from "../../src/extension/reveal/hide-when-left.ts";
import type { TestContext, Tests } from "./harness.ts";
import { servicesOf } from "./support/answers.ts";
import { openVault, PASSPHRASE } from "./support/open-vault.ts";
import { closeTabs } from "./support/tabs.ts";

/** A tab that shows a stored value, as forms, *Reveal* and *Compare* do; `count` says how often it was hidden. */
async function shown(context: TestContext): Promise<{ readonly hiding: Hiding; readonly count: () => number }> {
  await openVault(context);
  const panel = window.createWebviewPanel("lockers.suite", "hiding", ViewColumn.One, {});
  await context.waitUntil("the tab", () => panel.visible);
  let hidden = 0;
  const hiding = hideWhenLeft(servicesOf(context), panel, ["local"], () => void (hidden += 1));
  context.cleanUp(closeTabs);
  context.cleanUp(() => hiding.dispose());
  return { hiding, count: () => hidden };
}

export const tests: Tests = {
  "a stored value hides by itself after its time, once": async (context) => {
    const { hiding, count } = await shown(context);
    hiding.shown(0.01);
    await context.waitUntil("hidden", () => count() === 1);
    hiding.hide();
    await context.waitUntil("not hidden again", () => count() === 1);
  },

  "a stored value hides when its tab is hidden": async (context) => {
    const { hiding, count } = await shown(context);
    hiding.shown(600);
    await window.showTextDocument(Uri.joinPath(context.workspace, "README.md"), { viewColumn: ViewColumn.One });
    await context.waitUntil("hidden", () => count() === 1);
  },

  "a stored value hides when the vault it is from is locked": async (context) => {
    const { hiding, count } = await shown(context);
    const vault = servicesOf(context).localVault();
    context.cleanUp(async () => vault.unlock({ kind: "passphrase", passphrase: Secret.of(PASSPHRASE) }));
    hiding.shown(600);
    await vault.lock();
    servicesOf(context).changes.tell({ kind: "local-vault" });
    await context.waitUntil("hidden", () => count() === 1);
  },

  "a stored value that was read before the lock and shown after it hides": async (context) => {
    const { hiding, count } = await shown(context);
    const vault = servicesOf(context).localVault();
    context.cleanUp(async () => vault.unlock({ kind: "passphrase", passphrase: Secret.of(PASSPHRASE) }));
    await vault.lock();
    hiding.shown(600);
    await context.waitUntil("hidden", () => count() === 1);
  },

  "nothing is hidden where nothing is shown": async (context) => {
    const { hiding, count } = await shown(context);
    hiding.shown(600);
    hiding.hide();
    await workspace.openTextDocument(Uri.joinPath(context.workspace, "README.md"));
    servicesOf(context).changes.tell({ kind: "servers" });
    await context.waitUntil("hidden once", () => count() === 1);
  },
};
