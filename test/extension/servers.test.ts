import assert from "node:assert/strict";
import { commands, workspace } from "vscode";
import { startOpenBao } from "../support/openbao.ts";
import type { Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";

export const tests: Tests = {
  "a server is added by address and token, used, and removed": async (context) => {
    const bao = await startOpenBao();
    context.cleanUp(async () => bao.stop());
    const services = servicesOf(context);
    const asked = answering(
      context,
      { pick: "Other…" },
      { type: "http://192.0.2.1:8200" },
      { type: bao.address },
      { pick: "Vault Token" },
      { type: "local" },
      { type: "suite" },
      { type: "no token" },
      { type: "hvs.nobody" },
      { type: bao.token },
    );
    await commands.executeCommand("lockers.addServer");
    assert.ok(asked.said.some((text) => text.startsWith("http://192.0.2.1:8200 is not encrypted.")));
    assert.ok(asked.said.includes("There is a server of this name already."));
    const refused = "suite does not accept the sign-in: the server does not know this token.";
    assert.ok(asked.said.includes(refused), asked.said.join("\n"));
    assert.ok(asked.said.includes("token: it holds spaces, line breaks or special characters."));
    assert.equal((await services.session("suite")).kind, "signed-in");
    const client = await services.connections().client("suite");
    assert.ok((await client.mounts({ audit: { who: "suite" } })).some(({ mount }) => mount === "secret"));

    const settings = JSON.stringify(workspace.getConfiguration().get("lockers.servers"));
    assert.ok(settings.includes(bao.address));
    assert.ok(!settings.includes(bao.token), "a token is in SecretStorage only");

    answering(context, { leave: true });
    await commands.executeCommand("lockers.removeServer", "suite");
    assert.equal(services.connections().profiles().length, 1);
    answering(context, { press: "Remove" });
    await commands.executeCommand("lockers.removeServer", "suite");
    assert.deepEqual(services.connections().profiles(), []);
  },

  "Sign Out forgets the token": async (context) => {
    const bao = await startOpenBao();
    context.cleanUp(async () => bao.stop());
    const services = servicesOf(context);
    answering(
      context,
      { pick: "Other…" },
      { type: bao.address },
      { pick: "Vault Token" },
      { type: "suite" },
      { type: bao.token },
    );
    await commands.executeCommand("lockers.addServer");
    context.cleanUp(async () => services.settings.write("lockers.servers", []));
    await commands.executeCommand("lockers.signOut", "suite");
    assert.equal((await services.session("suite")).kind, "signed-out");
    await assert.rejects(services.connections().client("suite"), { message: "signed-out" });
  },
};
