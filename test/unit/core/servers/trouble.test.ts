import { expect, test } from "vitest";
import type { Problem } from "../../../../src/core/errors.ts";
import type { NodeAnswer } from "../../../../src/core/servers/node-answer.ts";
import { isAboutTheServer, troubleOf } from "../../../../src/core/servers/trouble.ts";

const state = (kind: "active" | "standby" | "sealed" | "uninitialised"): NodeAnswer => ({
  kind,
  version: "2.7.2",
  product: undefined,
});
const problem = (given: Problem): NodeAnswer => ({ kind: "problem", problem: given });
const away = problem({ code: "unreachable", server: "egi", tried: ["a"] });
const untrusted = problem({ code: "certificate-untrusted", host: "a", issuer: "X" });
const wantsOurs = problem({ code: "client-certificate", host: "a" });
const stranger = problem({ code: "not-vault", host: "a" });
const ourFile = problem({ code: "bad-input", what: "me.pem", reason: "it cannot be read" });

function trouble(...answers: readonly NodeAnswer[]) {
  return troubleOf(
    "egi",
    answers.map((answer, index) => ({ address: `https://n${index}.example.org:8200`, answer })),
  );
}

test.each([
  ["one that is active is enough", [away, untrusted, state("active")], undefined],
  ["standbys alone have no leader", [state("standby"), state("standby"), away], "no-leader"],
  ["a sealed one says more than a silent one", [away, state("sealed")], "sealed"],
  ["one that was never set up", [away, state("uninitialised")], "uninitialised"],
  ["a certificate says more than silence", [away, untrusted], "certificate"],
  ["a certificate of ours that is refused", [wantsOurs], "certificate"],
  ["a web page", [away, stranger], "not-vault"],
  ["silence", [away, away], "unreachable"],
  ["a file of ours that cannot be read says nothing about the server", [ourFile], undefined],
])("%s", (_, answers, kind) => {
  expect(trouble(...answers)?.kind).toBe(kind);
});

test("what is not reachable names every address that was tried", () => {
  expect(trouble(away, away)?.problem).toEqual({
    code: "unreachable",
    server: "egi",
    tried: ["n0.example.org:8200", "n1.example.org:8200"],
  });
});

test("a problem of one path is none of the server", () => {
  expect(isAboutTheServer({ code: "not-found", server: "egi", path: "a", similar: undefined })).toBe(false);
  expect(isAboutTheServer({ code: "sealed", server: "egi" })).toBe(true);
});
