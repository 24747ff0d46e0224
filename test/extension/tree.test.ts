import assert from "node:assert/strict";
import { commands, TreeItem, type TreeView, Uri, workspace } from "vscode";
import { LOCAL } from "../../src/core/connections/connections.ts";
import { ExpectedError } from "../../src/core/errors.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { TreeNode } from "../../src/extension/secrets/node.ts";
import { SecretsTree } from "../../src/extension/secrets/tree-provider.ts";
import type { OpenBao } from "../support/openbao.ts";
import type { Tests } from "./harness.ts";
import { servicesOf } from "./support/answers.ts";
import { openVault } from "./support/open-vault.ts";
import { openBao, signedInTo } from "./support/server.ts";
import { openTree } from "./support/tree.ts";

const CALL = { audit: { who: "suite" } };

async function put(bao: OpenBao, path: string, data: Readonly<Record<string, unknown>> = { password: "x" }) {
  await bao.must("POST", `secret/data/${path}`, { data });
}

async function fill(bao: OpenBao, folder: string, count: number): Promise<void> {
  for (let from = 0; from < count; from += 100) {
    const names = Array.from({ length: Math.min(100, count - from) }, (_, index) => `${folder}/s${from + index}`);
    await Promise.all(names.map((name) => put(bao, name)));
  }
}

function isSelected({ selection }: TreeView<TreeNode>, path: string): boolean {
  const [row, ...more] = selection;
  return more.length === 0 && row?.place?.kind === "secret" && row.place.at.path === path;
}

export const tests: Tests = {
  "a long folder shows 1,000 rows, and the next ones on request, in the order of people": async (context) => {
    const bao = await openBao(context);
    await fill(bao, "many", 1050);
    await signedInTo(context, "long", bao);
    const tree = await openTree(context);
    const first = await tree.below("long", "secret", "many");
    assert.equal(first.length, 1001);
    assert.deepEqual([first[0], first[10], first.at(-1)], ["s0", "s10", "Load More… · 1,000 of 1,050"]);
    const { view, rows } = servicesOf(context).views.secrets;
    const more = (await rows.getChildren(await tree.at("long", "secret", "many")))?.at(-1);
    await commands.executeCommand("lockers.loadMore", more);
    assert.equal((await tree.below("long", "secret", "many")).length, 1050);
    await context.waitUntil("the first new row to be selected", () => isSelected(view, "many/s1000"));
    await commands.executeCommand("lockers.refresh");
    assert.equal((await tree.below("long", "secret", "many")).length, 1050, "a refresh keeps what is shown");
  },

  "a secret beyond Load More is found": async (context) => {
    const bao = await openBao(context);
    await fill(bao, "many", 1050);
    await signedInTo(context, "far", bao);
    await openTree(context);
    const { changes, views } = servicesOf(context);
    changes.tell({ kind: "secrets", server: "far", at: { mount: "secret", path: "many/s1044" }, select: true });
    await context.waitUntil("the row to be selected", () => isSelected(views.secrets.view, "many/s1044"));
  },

  "rows of a small folder say version and age by themselves; deleted ones say so": async (context) => {
    const bao = await openBao(context);
    await put(bao, "shop/db");
    await put(bao, "shop/db");
    await put(bao, "shop/old");
    await bao.must("DELETE", "secret/data/shop/old");
    await signedInTo(context, "small", bao);
    const tree = await openTree(context);
    await context.waitUntil("the versions", async () => {
      const [db = "", old] = await tree.below("small", "secret", "shop");
      return /^db · v2 · (now|\d+ seconds? ago|this minute|\d+ minutes? ago)$/.test(db) && old === "old · deleted";
    });
    const { accessibilityInformation } = await tree.item("small", "secret", "shop", "db");
    assert.match(accessibilityInformation?.label ?? "", /^secret db, version 2, changed /);
  },

  "the tooltip of a secret tells its custom metadata and how many references use it": async (context) => {
    const bao = await openBao(context);
    await put(bao, "db");
    await bao.must("POST", "secret/metadata/db", { custom_metadata: { owner: "ada and grace" } });
    await signedInTo(context, "noted", bao);
    const mapping = Uri.joinPath(context.workspace, "noted", "lockers.env");
    const lines = [
      "A=vault://noted/secret/db/password",
      "B=vault://noted/secret/db/user",
      "C=vault://noted/secret/d/b",
    ];
    await workspace.fs.writeFile(mapping, new TextEncoder().encode(lines.join("\n")));
    context.cleanUp(async () => workspace.fs.delete(Uri.joinPath(context.workspace, "noted"), { recursive: true }));
    const tree = await openTree(context);
    const item = await tree.item("noted", "secret", "db");
    assert.match(
      typeof item.tooltip === "string" ? item.tooltip : "",
      /^secret\/db\nversion 1\n.*\nused by 2 references\nowner: ada and grace$/,
    );
  },

  "odd names make rows: emoji, dots, 4 kB, a name that is secret and folder": async (context) => {
    await openVault(context);
    const services = servicesOf(context);
    const client = await services.connections().client(LOCAL);
    const names = ["👩‍🚒 rota", "a..b", "...", "n".repeat(4000), "both", "both/below"];
    const data = new Map([["k", { value: Secret.of("x"), json: false }]]);
    for (const name of names) {
      const at = { mount: "secret", path: `odd/${name}` };
      await client.write(at, data, CALL);
      context.cleanUp(async () => client.destroy(at, "all", CALL));
    }
    const tree = await openTree(context);
    const items = await tree.itemsBelow("Local Vault", "secret", "odd");
    assert.equal(new Set(items.map(({ id }) => id)).size, 6);
    const labels = items.map(({ label }) => (typeof label === "string" ? label : ""));
    assert.deepEqual(labels.toSorted(), ["both", "both", "...", "a..b", `${"n".repeat(200)}…`, "👩‍🚒 rota"].toSorted());
  },

  "what was read for a session that is over is not shown to the next one": async (context) => {
    const tree = new SecretsTree({
      services: servicesOf(context),
      roots: async () => Promise.resolve([]),
      isOpen: () => false,
      shown: () => undefined,
      stale: (servers) => assert.deepEqual(servers, []),
    });
    context.cleanUp(() => tree.dispose());
    let end: ((rows: readonly TreeNode[]) => void) | undefined;
    const reading = new Promise<readonly TreeNode[]>((resolve) => (end = resolve));
    const unreachable = new ExpectedError({ code: "unreachable", server: "late", tried: [] });
    const answers = [reading, Promise.reject(unreachable)];
    answers[1]?.catch(() => undefined);
    const server: TreeNode = {
      id: "server:late",
      parent: undefined,
      place: { kind: "server", server: "late" },
      children: async () => answers.shift() ?? [],
      item: () => new TreeItem("late"),
    };
    const old = tree.getChildren(server);
    tree.drop("late", server.id);
    end?.([{ ...server, id: `${server.id}>mount:old` }]);
    await old;
    const ids = (await tree.getChildren(server)).map(({ id }) => id);
    assert.ok(!ids.some((id) => id.endsWith("mount:old")), ids.join());
  },

  "what is shown of a server that is gone stays, and the view says so": async (context) => {
    const bao = await openBao(context);
    await put(bao, "shop/db");
    await signedInTo(context, "gone", bao);
    const tree = await openTree(context);
    assert.equal((await tree.below("gone", "secret", "shop")).length, 1);
    await bao.stop();
    await commands.executeCommand("lockers.refresh");
    assert.deepEqual(await tree.below("gone"), ["secret · KV v2"]);
    assert.equal(
      servicesOf(context).views.secrets.view.message,
      "Not up to date: gone is not reachable. Retry with Refresh.",
    );
  },

  "Refresh in the view's title reads all again, also where a row has the focus": async (context) => {
    const bao = await openBao(context);
    await put(bao, "shop/db");
    await put(bao, "other/db");
    await signedInTo(context, "again", bao);
    const tree = await openTree(context);
    assert.equal((await tree.below("again", "secret", "shop")).length, 1);
    await put(bao, "shop/new");
    await commands.executeCommand("lockers.refresh", await tree.at("again", "secret", "other"), undefined);
    assert.equal((await tree.below("again", "secret", "shop")).length, 2);
  },

  "after a sign-out nothing of the session before is shown": async (context) => {
    const bao = await openBao(context);
    await put(bao, "shop/db");
    await signedInTo(context, "left", bao);
    const tree = await openTree(context);
    assert.equal((await tree.below("left", "secret", "shop")).length, 1);
    await servicesOf(context).sessions().signOut("left", CALL);
    await context.waitUntil("the rows to go", async () => (await tree.below("left")).length === 0);
  },
};
