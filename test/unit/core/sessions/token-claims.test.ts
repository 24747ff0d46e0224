import { expect, test } from "vitest";
import { accessTokenClaims, personClaims } from "../../../../src/core/sessions/token-claims.ts";

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function jwt(payload: unknown): string {
  return `${part({ alg: "RS256" })}.${part(payload)}.c2ln`;
}

test("claims about the person that are texts", () => {
  expect(
    personClaims({ sub: "ada", name: "Ada", iss: "https://op", aud: ["x"], exp: 7, nonce: "n", groups: ["a"] }),
  ).toEqual({
    sub: "ada",
    name: "Ada",
  });
  expect(personClaims({ sub: "x".repeat(300) })).toEqual({});
});

test("of an access token that is a JWT, whatever its alphabet; of any other nothing", () => {
  expect(accessTokenClaims(jwt({ sub: "ünïcödé>>>???", jti: "1" }))).toEqual({ sub: "ünïcödé>>>???" });
  for (const opaque of ["", "opaque", "a.b.c", "a..c", jwt([1]), jwt("text")])
    expect(accessTokenClaims(opaque)).toEqual({});
});
