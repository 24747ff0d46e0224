import assert from "node:assert/strict";
import { commands, Position, Uri, window, workspace } from "vscode";
import type { TestContext, Tests } from "./harness.ts";
import { answering, type Asked, servicesOf } from "./support/answers.ts";
import { textOf } from "./support/findings.ts";
import { openVault } from "./support/open-vault.ts";
import { closeTabs } from "./support/tabs.ts";

const TITLE = "Move All Secrets";
const line = (value: string): string => `const dbPassword = "${value}";\n`;

/** The rows of files in that folder. */
async function listed(context: TestContext): Promise<readonly string[]> {
  const { rows } = servicesOf(context).findings.shown ?? {};
  const shown = (await rows?.getChildren()) ?? [];
  const items = await Promise.all(shown.map(async (row) => rows?.getTreeItem(row)));
  const inFolder = items.filter((item) => String(item?.description).startsWith("all · "));
  return inFolder.flatMap((item) => (typeof item?.label === "string" ? [item.label] : []));
}

/** Files of a folder of the test's own, with the findings of the sample out of the way; scanned. */
async function scanned(context: TestContext, files: Readonly<Record<string, string>>): Promise<Uri> {
  const folder = Uri.joinPath(context.workspace, "all");
  const mapping = Uri.joinPath(context.workspace, "lockers.env");
  for (const [name, text] of Object.entries(files)) {
    await workspace.fs.writeFile(Uri.joinPath(folder, name), Buffer.from(text));
  }
  context.cleanUp(async () => {
    await closeTabs();
    await workspace.fs.delete(folder, { recursive: true });
    await workspace.fs.delete(mapping).then(undefined, () => undefined);
    await commands.executeCommand("lockers.scanWorkspace");
    // Their end may be told late, and VS Code keeps what was opened of them.
    await context.waitUntil("no row of the folder", async () => (await listed(context)).length === 0);
  });
  await closeTabs();
  await commands.executeCommand("lockers.scanWorkspace");
  await context.waitUntil("rows", async () => {
    const labels = await listed(context);
    return Object.keys(files).every((name) => labels.includes(name));
  });
  return folder;
}

/** Answers the pick by ticking all in this folder, whatever else of other suites is listed. */
function tickingAll(context: TestContext, asked: Asked): { readonly described: string[] } {
  const { ask } = servicesOf(context);
  const described: string[] = [];
  ask.pickMany = async ({ title, rows }) => {
    assert.equal(title, TITLE);
    const own = rows.filter(({ description = "" }) => description.includes(" · all/"));
    described.push(...own.map(({ description = "" }) => description));
    return Promise.resolve(own.map(({ value }) => value));
  };
  assert.ok(asked);
  return { described };
}

const reads = async (folder: Uri, name: string): Promise<string> => textOf(Uri.joinPath(folder, name));

export const tests: Tests = {
  "all files are asked for once, a file that is gone keeps no other, and Undo takes all back": async (context) => {
    await openVault(context);
    await servicesOf(context).workspaceMemory.update("lockers.move.done", true);
    const texts = {
      "a.js": line("plum-Lantern-8813-Quay") + line("gr4vel-Heron-22-Moss").replace("db", "mail"),
      "b.js": line("t1mber-Osprey-71-Fen"),
      "gone.js": line("c0pper-Finch-58-Dale"),
    };
    const folder = await scanned(context, texts);
    const asked = answering(context, { pick: "Move All" }, { press: "Undo" });
    const { described } = tickingAll(context, asked);
    const { ask } = servicesOf(context);
    const toast = ask.toast.bind(ask);
    const seen: string[] = [];
    let mapping = "";
    ask.toast = async (question) => {
      mapping = await textOf(Uri.joinPath(context.workspace, "lockers.env"));
      seen.push(question.text, ...(question.buttons ?? []), await reads(folder, "a.js"), await reads(folder, "b.js"));
      return toast(question);
    };
    const sheet = ask.sheet.bind(ask);
    ask.sheet = (first) => {
      // The person takes a while over the sheet.
      const gone = workspace.fs.delete(Uri.joinPath(folder, "gone.js"));
      const open = sheet(first);
      return { ...open, next: async () => gone.then(async () => open.next()) };
    };
    await commands.executeCommand("lockers.moveAllFindings");
    await context.waitUntil("the undo", async () => (await reads(folder, "a.js")) === texts["a.js"]);
    assert.deepEqual(described, [
      "DB_PASSWORD · all/a.js:1",
      "MAIL_PASSWORD · all/a.js:2",
      "DB_PASSWORD · all/b.js:1",
      "DB_PASSWORD · all/gone.js:1",
    ]);
    assert.deepEqual(asked.said, [TITLE, "Moved 3 of 4."]);
    assert.deepEqual(seen, [
      "Moved 3 of 4.",
      "Show the One Left",
      "Undo",
      "const dbPassword = process.env.DB_PASSWORD;\nconst mailPassword = process.env.MAIL_PASSWORD;\n",
      "const dbPassword = process.env.DB_PASSWORD_2;\n",
    ]);
    await context.waitUntil("the other file", async () => (await reads(folder, "b.js")) === texts["b.js"]);
    await context.waitUntil("the mapping", async () => {
      const left = await textOf(Uri.joinPath(context.workspace, "lockers.env")).catch(() => "");
      return !left.includes("PASSWORD");
    });
    const paths = mapping.match(/(?<=vault:\/\/local\/secret\/).+(?=\/\w+$)/gm) ?? [];
    assert.equal(paths.length, 3, mapping);
    assert.equal(new Set(paths).size, 2, "two of them in one secret");
    const client = await servicesOf(context).connections().client("local");
    for (const path of paths) {
      const read = async (): Promise<unknown> => client.read({ mount: "secret", path }, { audit: { who: "suite" } });
      const isGone = async (): Promise<boolean> =>
        read().then(
          () => false,
          (error) => String(error).includes("version-gone"),
        );
      await context.waitUntil(`nothing in ${path}`, isGone);
    }
  },

  "those that stayed are shown with the reason": async (context) => {
    await openVault(context);
    const folder = await scanned(context, {
      "e.js": line("plum-Lantern-8813-Quay"),
      "b.go": 'const dbPassword = "t1mber-Osprey-71-Fen"\n',
    });
    const asked = answering(context, { pick: "Move All" }, { press: "Show the One Left" }, { pick: "Password" });
    tickingAll(context, asked);
    const { ask } = servicesOf(context);
    const pick = ask.pick.bind(ask);
    const details: (string | undefined)[] = [];
    ask.pick = async (question) => {
      details.push(...question.rows.map(({ description, detail }) => `${description} ${detail}`));
      return pick(question);
    };
    await commands.executeCommand("lockers.moveAllFindings");
    await context.waitUntil("the one left", () => window.activeTextEditor?.document.uri.path.endsWith("b.go"));
    assert.equal(details.length, 1);
    assert.match(details[0] ?? "", /^all\/b\.go:1 Not moved, in .*language/);
    assert.equal(await reads(folder, "e.js"), "const dbPassword = process.env.DB_PASSWORD;\n");
  },

  "what was typed since is not taken back instead of the moves": async (context) => {
    await openVault(context);
    const folder = await scanned(context, {
      "c.js": line("w1llow-Kestrel-33-Tor"),
      "d.js": line("br1ar-Heron-90-Vale"),
    });
    const asked = answering(context, { pick: "Move All" });
    tickingAll(context, asked);
    const told: string[] = [];
    servicesOf(context).ask.toast = async ({ text }) => {
      told.push(text);
      if (told.length > 1) return undefined;
      const editor = await window.showTextDocument(Uri.joinPath(folder, "c.js"));
      await editor.edit((edit) => edit.insert(new Position(0, 0), "// typed\n"));
      return "Undo";
    };
    await commands.executeCommand("lockers.moveAllFindings");
    await context.waitUntil("the answer", () => told.length === 2);
    assert.match(told[1] ?? "", /^Not taken back: the files changed meanwhile/);
    assert.match(window.activeTextEditor?.document.getText() ?? "", /^\/\/ typed\nconst dbPassword = process\.env/);
    assert.match(await reads(folder, "d.js"), /process\.env/);
    await commands.executeCommand("workbench.action.files.revert");
  },
};
