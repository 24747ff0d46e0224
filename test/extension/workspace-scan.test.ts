import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { commands, type TreeItem, Uri, window, workspace } from "vscode";
import type { Node } from "../../src/extension/findings/finding-nodes.ts";
import type { TestContext, Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { ignoreFileOf } from "./support/findings.ts";

const VALUE = "plum-Lantern-8813-Quay";
const SECRET = `const dbPassword = "${VALUE}";\n`;
const FOLDER = "scanned";

interface Row {
  readonly node: Node;
  readonly item: TreeItem;
}

/** The rows as VS Code has them. */
async function rows(context: TestContext, parent?: Node): Promise<readonly Row[]> {
  const { shown } = servicesOf(context).findings;
  assert.ok(shown);
  const nodes = (await shown.rows.getChildren(parent)) ?? [];
  return Promise.all(nodes.map(async (node) => ({ node, item: await shown.rows.getTreeItem(node) })));
}

function rowWords({ label, description }: TreeItem): string {
  return `${typeof label === "string" ? label : ""} · ${String(description)}`;
}

/** Each row of our own folder as `label · description`, with those below it. */
async function words(context: TestContext): Promise<readonly string[]> {
  const all: string[] = [];
  for (const { node, item } of await rows(context)) {
    if (!(item.tooltip as string | undefined)?.startsWith(`${FOLDER}/`)) continue;
    const below = await rows(context, node);
    all.push(rowWords(item), ...below.map((row) => `  ${rowWords(row.item)}`));
  }
  return all;
}

async function until(context: TestContext, expected: readonly string[]): Promise<void> {
  let last: readonly string[] = [];
  try {
    await context.waitUntil("the rows", async () => {
      last = await words(context);
      return JSON.stringify(last) === JSON.stringify(expected);
    });
  } catch {
    assert.deepEqual(last, expected);
  }
}

function fileAt({ workspace: folder }: TestContext, name: string): Uri {
  return Uri.joinPath(folder, FOLDER, name);
}

async function write(context: TestContext, name: string, text: string): Promise<void> {
  await workspace.fs.writeFile(fileAt(context, name), new TextEncoder().encode(text));
}

/** A folder of our own, which goes with the test. */
async function makeFolder(context: TestContext, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await write(context, name, text);
  context.cleanUp(async () => {
    await commands.executeCommand("workbench.action.closeAllEditors");
    await workspace.fs.delete(Uri.joinPath(context.workspace, FOLDER), { recursive: true });
    await until(context, []);
  });
}

/** The node of a file's row; it may be away for a moment, where the disk tells late of what was there before. */
async function rowOf(context: TestContext, name: string): Promise<Row> {
  return context.waitUntil(`the row of ${name}`, async () =>
    (await rows(context)).find(({ item }) => item.label === name),
  );
}

/** The only finding of a file. */
async function findingOf(context: TestContext, name: string): Promise<Row> {
  return context.waitUntil(`the finding in ${name}`, async () => {
    const [finding] = await rows(context, (await rowOf(context, name)).node);
    return finding;
  });
}

async function scan(): Promise<void> {
  await commands.executeCommand("lockers.scanWorkspace");
}

const HERE = ["a.js · scanned · 1", "  Password · DB_PASSWORD · Ln 1"];

export const tests: Tests = {
  "a scan also looks for what rules of one's own tell, from the next scan on": async (context) => {
    const { settings } = servicesOf(context);
    await makeFolder(context, { "own.js": 'pay("acme_12345678");\n', "a.js": SECRET });
    await scan();
    await until(context, HERE);
    context.cleanUp(async () => settings.write("lockers.detection.rules", []));
    await settings.write("lockers.detection.rules", [
      { id: "acme-key", title: "Acme key", pattern: "acme_[0-9]{8}", severity: "certain" },
    ]);
    await scan();
    await until(context, [...HERE, "own.js · scanned · 1", "  Acme key · ACME_KEY · Ln 1"]);
  },

  "a rule that a scan switches off is told of": async (context) => {
    const { settings } = servicesOf(context);
    await makeFolder(context, { "stray.js": `// stray ${"a".repeat(400)}!\n`, "a.js": SECRET });
    context.cleanUp(async () => settings.write("lockers.detection.rules", []));
    const asked = answering(context); // from here on the files may be looked at again, with the rule
    await settings.write("lockers.detection.rules", [{ id: "stuck", pattern: "(a+)+$", keywords: ["stray"] }]);
    await scan();
    assert.deepEqual(asked.said, ['The rule "stuck" is off in this window: its pattern did not come to an end.']);
    await until(context, HERE);
  },

  "a scan lists files by path, what it found by line, and what it left out": async (context) => {
    await makeFolder(context, {
      "z.js": `\n${SECRET}\n${SECRET}`,
      "a.js": SECRET,
      "clean.js": "let a;\n",
      "b.min.js": SECRET,
      "node_modules/n.js": SECRET,
    });
    await scan();
    await until(context, [
      ...HERE,
      "b.min.js · skipped · 45 B",
      "z.js · scanned · 2",
      "  Password · DB_PASSWORD · Ln 2",
      "  Password · DB_PASSWORD · Ln 4",
    ]);
    const { view } = servicesOf(context).findings.shown ?? {};
    assert.match(view?.message ?? "", /^\d+ findings in \d+ files, scanned just now$/);
  },

  "a skipped file is scanned anyway when its row is clicked": async (context) => {
    await makeFolder(context, { "b.min.js": SECRET });
    await scan();
    await until(context, ["b.min.js · skipped · 45 B"]);
    const { command } = (await rowOf(context, "b.min.js")).item;
    await commands.executeCommand(command?.command ?? "", ...((command?.arguments ?? []) as unknown[]));
    await until(context, ["b.min.js · scanned · 1", "  Password · DB_PASSWORD · Ln 1"]);
    await write(context, "b.min.js", `\n\n${SECRET}`);
    await until(context, ["b.min.js · scanned · 1", "  Password · DB_PASSWORD · Ln 3"]); // also when it changes
    await scan();
    await until(context, ["b.min.js · skipped · 47 B"]);
    await write(context, "b.min.js", `\n${SECRET}`);
    await until(context, ["b.min.js · skipped · 46 B"]); // and no more once everything was scanned
  },

  "what changes on disk afterwards changes the list: new, changed, renamed, deleted": async (context) => {
    await makeFolder(context, { "a.js": SECRET });
    await scan();
    await until(context, HERE);
    await write(context, "b.js", SECRET);
    await until(context, [...HERE, "b.js · scanned · 1", "  Password · DB_PASSWORD · Ln 1"]);
    await write(context, "b.js", "let b;\n");
    await until(context, HERE);
    await workspace.fs.rename(fileAt(context, "a.js"), fileAt(context, "c.js"));
    await until(context, ["c.js · scanned · 1", "  Password · DB_PASSWORD · Ln 1"]);
    await workspace.fs.delete(fileAt(context, "c.js"));
    await until(context, []);
  },

  "an open document is the newer truth, and the scan counts again when it closes unsaved": async (context) => {
    await makeFolder(context, { "a.js": SECRET });
    await scan();
    await until(context, HERE);
    const editor = await window.showTextDocument(fileAt(context, "a.js"));
    await editor.edit((edit) => edit.insert(editor.document.positionAt(0), "\n\n"));
    await until(context, ["a.js · scanned · 1", "  Password · DB_PASSWORD · Ln 3"]);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await until(context, HERE);
  },

  "the filter is remembered, tells what it hides, and shows what is ignored": async (context) => {
    await makeFolder(context, { "a.js": SECRET, "a.test.js": SECRET });
    await scan();
    const { view } = servicesOf(context).findings.shown ?? {};
    const choose = async (...picked: string[]): Promise<void> => {
      const { ask } = servicesOf(context);
      const before = { ...ask };
      ask.pickMany = async ({ rows: offered }) => {
        const chosen = offered.filter(({ label }) => picked.includes(label));
        return Promise.resolve(chosen.map(({ value }) => value));
      };
      await commands.executeCommand("lockers.filterFindings");
      Object.assign(ask, before);
    };
    context.cleanUp(async () => choose("Certain", "Likely"));
    await until(context, HERE);
    await choose("Certain", "Possible");
    await context.waitUntil("the words", () => view?.description === "certain · possible");
    await until(context, ["a.test.js · scanned · 1", "  Password · DB_PASSWORD · Ln 1"]);
    await choose("Likely", "Ignored");
    await until(context, HERE);
    ignoreFileOf(context);
    await commands.executeCommand("lockers.ignoreFinding", (await findingOf(context, "a.js")).node);
    await until(context, ["a.js · scanned · 1", "  Password · DB_PASSWORD · Ln 1 · ignored"]);
    const ignored = await findingOf(context, "a.js");
    assert.equal(ignored.item.contextValue, "finding.ignored");
    await commands.executeCommand("lockers.stopIgnoring", ignored.node);
    await until(context, HERE);
  },

  "100,000 findings of a file are a page of rows and one that brings more": async (context) => {
    const text = Array.from({ length: 1_200 }, (_, at) => `const dbPassword = "plum-Lantern-${at}-Quay";`).join("\n");
    await makeFolder(context, { "many.js": text });
    await scan();
    const node = await context.waitUntil("the file", async () => {
      const row = (await rows(context)).find(({ item }) => item.label === "many.js");
      return row?.item.description === "scanned · 1,200" && row.node;
    });
    const first = await rows(context, node);
    assert.equal(first.length, 501);
    const more = first.at(-1)?.item;
    assert.equal(more && rowWords(more), "Load More… · 700 left");
    await commands.executeCommand("lockers.showMoreFindings", ...((more?.command?.arguments ?? []) as unknown[]));
    assert.equal((await rows(context, node)).length, 1_001);
  },

  "what is kept for the next window holds places and no value": async (context) => {
    await makeFolder(context, { "a.js": SECRET });
    await scan();
    await until(context, HERE);
    const { storageUri } = servicesOf(context);
    assert.ok(storageUri);
    const kept = await context.waitUntil("what is kept", () => {
      const names = readdirSync(storageUri.fsPath);
      const texts = names.map((name) => readFileSync(Uri.joinPath(storageUri, name).fsPath, "utf8"));
      return texts.some((text) => text.includes(`${FOLDER}/a.js`)) && texts;
    });
    assert.equal(
      kept.some((text) => text.includes(VALUE)),
      false,
    );
  },

  "a scan that is stopped says so and keeps what was known": async (context) => {
    await makeFolder(context, { "a.js": SECRET });
    await scan();
    await until(context, HERE);
    const running = scan();
    await commands.executeCommand("lockers.stopScan");
    await running;
    await until(context, HERE);
  },
};
