import assert from "node:assert/strict";
import { commands } from "vscode";
import { CHAIN, SELF_SIGNED } from "../support/certificates.ts";
import type { OpenBao } from "../support/openbao.ts";
import type { TestContext, Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { openBao, signedInTo } from "./support/server.ts";
import { openTree } from "./support/tree.ts";

/** Signs in with a token that has this policy and `default`. */
async function restricted(context: TestContext, name: string, bao: OpenBao, policy: string): Promise<void> {
  await bao.must("PUT", `sys/policies/acl/${name}`, { policy });
  const made = (await bao.must("POST", "auth/token/create", { policies: [name] })) as {
    readonly auth: { readonly client_token: string };
  };
  await signedInTo(context, name, bao, made.auth.client_token);
}

export const tests: Tests = {
  "rows offer what the token may do, and no more": async (context) => {
    const bao = await openBao(context);
    for (const path of ["shop/db", "shop/mine"]) await bao.must("POST", `secret/data/${path}`, { data: { k: "v" } });
    await restricted(
      context,
      "reader",
      bao,
      `path "secret/metadata/*" { capabilities = ["list"] }
       path "secret/data/shop/*" { capabilities = ["read"] }
       path "secret/data/shop/mine" { capabilities = ["read", "update", "delete"] }`,
    );
    const tree = await openTree(context);
    // Each level asks for itself, and the answers come in any order.
    const offers = async (flags: string, ...way: readonly string[]): Promise<void> => {
      await context.waitUntil(`${flags} for ${way.join("/")}`, async () => {
        return (await tree.item("reader", ...way)).contextValue === flags;
      });
    };
    await offers("secret.v2.read", "secret", "shop", "db");
    await offers("secret.v2.read.write.delete", "secret", "shop", "mine");
    await offers("folder", "secret", "shop");
    await offers("mount", "secret");
    await offers("key.read", "secret", "shop", "db", "k");
    await offers("key.read.write", "secret", "shop", "mine", "k");
  },

  "a folder that may not be listed offers to open a path, names the right, and keeps what was opened": async (
    context,
  ) => {
    const bao = await openBao(context);
    await bao.must("POST", "secret/data/team/a/db", { data: { k: "v" } });
    await restricted(context, "narrow", bao, `path "secret/data/team/*" { capabilities = ["read"] }`);
    const tree = await openTree(context);
    const closed = "Open a path you know… · listing not allowed";
    assert.deepEqual(await tree.below("narrow", "secret"), [closed]);
    const row = await tree.item("narrow", "secret", "Open a path you know…");
    assert.equal(row.tooltip, "Right needed: list on secret/metadata/");
    const { view } = servicesOf(context).views.secrets;
    await context.waitUntil("VS Code to have drawn it", async () => {
      const mount = await tree.at("narrow", "secret");
      // Said again: VS Code drops the wish while it draws that part of the tree.
      await view.reveal(mount, { expand: true, select: true });
      return view.selection[0]?.id === mount.id;
    });
    const asked = answering(context, { type: "team/../x" }, { type: "team/none" }, { type: "team/a/db" });
    await commands.executeCommand("lockers.openPath", await tree.at("narrow", "secret"));
    assert.ok(asked.said.includes('".." cannot be part of a path.'), asked.said.join("\n"));
    assert.ok(asked.said.includes("secret/team/none is not on narrow."), asked.said.join("\n"));
    assert.ok(!asked.said.includes("Something unexpected happened."), asked.said.join("\n"));
    await context.waitUntil("the row to be selected", () => {
      const place = view.selection[0]?.place;
      return place?.kind === "secret" && place.at.path === "team/a/db";
    });
    assert.deepEqual(await tree.below("narrow", "secret"), ["team/a/db", closed]);
    await commands.executeCommand("lockers.refresh");
    assert.equal((await tree.below("narrow", "secret", "team/a/db")).length, 1);
    await servicesOf(context)
      .sessions()
      .signOut("narrow", { audit: { who: "suite" } });
  },

  "certificates and keys tell subject, end and type without being revealed": async (context) => {
    const bao = await openBao(context);
    await bao.must("POST", "secret/data/tls", { data: { cert: SELF_SIGNED, chain: CHAIN, password: "x", list: [1] } });
    await signedInTo(context, "tls", bao);
    const tree = await openTree(context);
    const rows = await tree.below("tls", "secret", "tls");
    assert.match(rows[0] ?? "", /^cert · until /);
    assert.match(rows[1] ?? "", /^chain · until /);
    assert.deepEqual(rows.slice(2).toSorted(), ["list · ••••••••", "password · ••••••••"]);
    const { tooltip } = await tree.item("tls", "secret", "tls", "chain");
    const text = typeof tooltip === "string" ? tooltip : "";
    assert.match(text, /CN=leaf\n {2}issued by CN=authority\n {2}until .*, EC prime256v1\nCN=authority/);
    assert.ok(!text.includes("BEGIN"));
  },
};
