import { expect, test } from "vitest";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import type { Transport, VaultReply, VaultRequest } from "../../../../src/core/transport/transport.ts";
import { asTest, clientFor, rememberAudit, shown, texts } from "../../../support/vault-client.ts";

const AT = { mount: "cubbyhole", path: "x" };
const DEAD = ["permission denied"];
const FORBIDDEN = ["1 error occurred:\n\t* permission denied\n\n"];

function reply(status: number, body: unknown): VaultReply {
  return { status, headers: {}, body };
}

/** A server that takes the tokens in `good`, and lets them do what `may` says. */
function server(good: readonly string[], may = true, refusal = DEAD) {
  const sent: string[] = [];
  const transport: Transport = {
    send: async ({ method, path, token }: VaultRequest) => {
      sent.push(`${method} ${path} ${token?.reveal() ?? ""}`);
      if (!good.includes(token?.reveal() ?? "")) return reply(403, { errors: refusal });
      if (path === "auth/token/lookup-self") return reply(200, { data: { accessor: "a" } });
      if (!may) return reply(403, { errors: DEAD });
      return method === "GET" ? reply(200, { data: { password: "p" } }) : reply(204, undefined);
    },
  };
  return { sent, transport };
}

/** Gives the tokens one after the other, then none. */
function replacements(...tokens: readonly string[]) {
  const left = [...tokens];
  const asked: string[] = [];
  return {
    asked,
    replaceToken: async (dead: Secret) => {
      asked.push(dead.reveal());
      const next = left.shift();
      return next === undefined ? undefined : { token: Secret.of(next), accessor: `of ${next}` };
    },
  };
}

test("a call that was refused for its dead token is sent again with another, once", async () => {
  const { sent, transport } = server(["new"]);
  const { asked, replaceToken } = replacements("new");
  const audit = rememberAudit();
  const client = clientFor({ transport, token: "old", replaceToken, audit });
  expect(shown(await client.read(AT, asTest))).toEqual({ password: "p" });
  await client.write(AT, texts({ password: "q" }), asTest);
  expect(asked).toEqual(["old"]);
  expect(sent).toEqual([
    "GET cubbyhole/x old",
    "GET auth/token/lookup-self old",
    "GET cubbyhole/x new",
    "POST cubbyhole/x new",
  ]);
  expect(audit.events.map(({ accessor }) => accessor)).toEqual([undefined, undefined, "of new", "of new"]);
});

test("a write is sent again, too: it was refused, so it was not executed", async () => {
  const { sent, transport } = server(["new"]);
  await clientFor({ transport, token: "old", ...replacements("new") }).write(AT, texts({ a: "b" }), asTest);
  expect(sent.filter((line) => line.startsWith("POST"))).toEqual(["POST cubbyhole/x old", "POST cubbyhole/x new"]);
});

test("where there is no other token, the session is told to have ended", async () => {
  const { transport } = server([]);
  await expect(clientFor({ transport, token: "old", ...replacements() }).read(AT, asTest)).rejects.toMatchObject({
    problem: { code: "session-expired" },
  });
});

test("new tokens that are refused as well are not bought again and again", async () => {
  const { sent, transport } = server([]);
  const { asked, replaceToken } = replacements("second", "third", "fourth");
  const client = clientFor({ transport, token: "first", replaceToken });
  for (let count = 0; count < 3; count += 1)
    await expect(client.read(AT, asTest)).rejects.toMatchObject({ problem: { code: "session-expired" } });
  expect(asked).toEqual(["first"]);
  expect(sent.filter((line) => line.startsWith("GET cubbyhole"))).toHaveLength(4);
});

test.each([
  ["a right that is missing", server(["old"], false)],
  ["a server that says so itself", server([], true, FORBIDDEN)],
])("%s buys no token", async (_, { transport }) => {
  const { asked, replaceToken } = replacements("new");
  await expect(clientFor({ transport, token: "old", replaceToken }).read(AT, asTest)).rejects.toMatchObject({
    problem: { code: "not-allowed" },
  });
  expect(asked).toEqual([]);
});

test("a token with counted uses is never replaced, and nothing more is asked", async () => {
  const { sent, transport } = server([]);
  const { asked, replaceToken } = replacements("new");
  const client = clientFor({ transport, token: "old", limitedUse: true, replaceToken });
  await expect(client.read(AT, asTest)).rejects.toMatchObject({ problem: { code: "locker-refused" } });
  expect([asked, sent]).toEqual([[], ["GET cubbyhole/x old"]]);
});
