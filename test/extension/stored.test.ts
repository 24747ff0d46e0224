import assert from "node:assert/strict";
import {
  type CodeAction,
  commands,
  type Diagnostic,
  languages,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { TestContext, Tests } from "./harness.ts";
import { documentOf, newFile } from "./support/findings.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { openVault, PASSPHRASE } from "./support/open-vault.ts";
import { openBao, signedInTo } from "./support/server.ts";

const CALL = { audit: { who: "suite" } };
const VALUE = "gr4vel-Heron-22-Moss-51";
const PLAIN = '"apiPassword" is given a password in the source.';
const AT = { mount: "secret", path: "found/mail" };

function ours(document: TextDocument): readonly Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter(({ source }) => source === "Lockers");
}

async function says(context: TestContext, document: TextDocument, message: string): Promise<void> {
  await context.waitUntil(message, () => ours(document)[0]?.message === message);
}

async function openFile(context: TestContext, name: string, expected = PLAIN): Promise<TextDocument> {
  const uri = Uri.joinPath(context.workspace, name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(`const apiPassword = "${VALUE}";\n\n`));
  context.cleanUp(async () => {
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await workspace.fs.delete(uri);
  });
  const document = await documentOf(context, uri);
  await window.showTextDocument(document);
  await says(context, document, expected);
  return document;
}

async function local(context: TestContext) {
  await openVault(context);
  const client = await servicesOf(context).connections().client("local");
  context.cleanUp(async () => {
    const now = await servicesOf(context).connections().client("local");
    await now.destroy(AT, "all", CALL).catch(() => undefined);
  });
  return client;
}

function data(value: string) {
  return new Map([["password", { value: Secret.of(value), json: false }]]);
}

async function fixTitles(document: TextDocument): Promise<readonly string[]> {
  const range = ours(document)[0]?.range;
  const actions = await commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", document.uri, range);
  return actions.filter(({ command }) => command?.command.startsWith("lockers.")).map(({ title }) => title);
}

async function removeMapping(context: TestContext): Promise<Uri> {
  const mapping = Uri.joinPath(context.workspace, "lockers.env");
  const before = await workspace.fs.readFile(mapping).then(
    (bytes) => bytes,
    () => undefined,
  );
  context.cleanUp(async () => {
    if (before === undefined) await workspace.fs.delete(mapping).then(undefined, () => undefined);
    else await workspace.fs.writeFile(mapping, before);
  });
  return mapping;
}

export const tests: Tests = {
  "a finding whose value was read in this window says where it is stored, until the vault is locked": async (
    context,
  ) => {
    const client = await local(context);
    const document = await openFile(context, "stored.js");
    await client.write(AT, data(VALUE), CALL);
    await says(context, document, `${PLAIN} It is already in local › secret/found/mail.`);
    assert.deepEqual((await fixTitles(document)).slice(0, 2), ["Move secret to vault…", "Replace with the stored one"]);
    await client.write(AT, data("another-Heron-9-Moss"), CALL);
    await says(context, document, PLAIN);
    assert.ok(!(await fixTitles(document)).includes("Replace with the stored one"));
    await client.write(AT, data(VALUE), CALL);
    await says(context, document, `${PLAIN} It is already in local › secret/found/mail.`);
    await commands.executeCommand("lockers.lockLocalVault");
    context.cleanUp(async () => {
      const vault = servicesOf(context).localVault();
      if ((await vault.state()) !== "open")
        await vault.unlock({ kind: "passphrase", passphrase: Secret.of(PASSPHRASE) });
    });
    await says(context, document, PLAIN);
  },

  "a value that is written with escapes is known by what the program sees, and moved to where that is": async (
    context,
  ) => {
    await removeMapping(context);
    const client = await local(context);
    const value = 'gr4vel"Heron"22-Moss';
    const { version } = await client.write(AT, data(value), CALL);
    const document = await newFile(context, "escaped.js", 'const apiPassword = "gr4vel\\"Heron\\"22-Moss";\n');
    await says(context, document, `${PLAIN} It is already in local › secret/found/mail.`);
    answering(context, { pick: "Replace" });
    await commands.executeCommand("lockers.moveSecret");
    assert.equal(document.getText(), "const apiPassword = process.env.API_PASSWORD;\n");
    assert.equal((await client.read(AT, CALL)).version, version);
  },

  "Replace with the stored one leaves code that reads it and writes to no vault": async (context) => {
    const mapping = await removeMapping(context);
    const client = await local(context);
    const document = await openFile(context, "replaced.js");
    const { version } = await client.write(AT, data(VALUE), CALL);
    await says(context, document, `${PLAIN} It is already in local › secret/found/mail.`);
    const at = ours(document)[0]?.range.start;
    assert.ok(at && window.activeTextEditor);
    answering(context);
    await commands.executeCommand("lockers.replaceWithStored");
    assert.equal(document.getText(), "const apiPassword = process.env.API_PASSWORD;\n\n");
    const text = new TextDecoder().decode(await workspace.fs.readFile(mapping));
    assert.match(text, /^API_PASSWORD=vault:\/\/local\/secret\/found\/mail\/password$/m);
    assert.equal((await client.read(AT, CALL)).version, version);
    const again = await openFile(context, "again.js", `${PLAIN} It is already in local › secret/found/mail.`);
    await commands.executeCommand("lockers.replaceWithStored");
    assert.equal(again.getText(), "const apiPassword = process.env.API_PASSWORD;\n\n");
    assert.equal(again.isDirty, false, "a file that was saved is saved again, also where the mapping needs no line");
  },

  "the literal stays where the vault holds another value by now": async (context) => {
    await removeMapping(context);
    const client = await local(context);
    const document = await openFile(context, "changed.js");
    await client.write(AT, data(VALUE), CALL);
    await says(context, document, `${PLAIN} It is already in local › secret/found/mail.`);
    const services = servicesOf(context);
    const other = await services.connections().clientWith("local", await services.localVault().ownerToken());
    await other.write(AT, data("changed-elsewhere-77"), CALL);
    const asked = answering(context);
    await commands.executeCommand("lockers.replaceWithStored");
    assert.match(document.getText(), new RegExp(VALUE));
    assert.match(asked.said.join("\n"), /Nothing was written/);
    assert.equal((await client.read(AT, CALL)).fields.get("password")?.value.reveal(), "changed-elsewhere-77");
  },

  "Move to vault opens the sheet on the place where it is stored": async (context) => {
    await removeMapping(context);
    const client = await local(context);
    const document = await openFile(context, "sheet.js");
    const { version } = await client.write(AT, data(VALUE), CALL);
    await says(context, document, `${PLAIN} It is already in local › secret/found/mail.`);
    answering(context, { pick: "Replace" });
    await commands.executeCommand("lockers.moveSecret");
    assert.equal(document.getText(), "const apiPassword = process.env.API_PASSWORD;\n\n");
    assert.equal((await client.read(AT, CALL)).version, version);
  },

  "a server is read through only on request, after its price was told": async (context) => {
    const bao = await openBao(context);
    await bao.must("POST", "secret/data/team/mail", { data: { password: VALUE } });
    await signedInTo(context, "looked", bao);
    const document = await openFile(context, "looked.js");
    const refused = answering(context, { pick: "looked" }, { leave: true });
    await commands.executeCommand("lockers.lookInServer");
    assert.match(refused.said.join("\n"), /Read .*1 secret of looked\?/);
    assert.equal(ours(document)[0]?.message, PLAIN);
    const asked = answering(context, { pick: "looked" }, { press: "Read" });
    await commands.executeCommand("lockers.lookInServer");
    assert.match(asked.said.at(-1) ?? "", /[1-9]\d* of \d+ findings in open files are in looked\./);
    await says(context, document, `${PLAIN} It is already in looked › secret/team/mail.`);
    await commands.executeCommand("lockers.signOut", "looked");
    await says(context, document, PLAIN);
  },
};
