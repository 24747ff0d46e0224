import { assert, constantFrom, jsonValue, property } from "fast-check";
import { expect, test } from "vitest";
import type { ServerProfile } from "../../../../src/core/connections/connections.ts";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import {
  factsOf,
  noteOf,
  parseSession,
  timesOf,
  type StoredSession,
} from "../../../../src/core/sessions/stored-session.ts";

const PROFILE: ServerProfile = {
  name: "egi",
  addresses: ["https://a", "https://b"],
  signIn: { kind: "oidc", issuer: "https://op", clientId: "c", scopes: ["openid"], mount: "jwt", role: "" },
  namespace: undefined,
  caFile: undefined,
  home: undefined,
};

const SESSION: StoredSession = {
  kind: "oidc",
  appRole: undefined,
  vault: { token: Secret.of("s.vault"), accessor: "acc", renewable: true, ...timesOf(600, 1000) },
  oidc: {
    accessToken: Secret.of("access"),
    accessEnds: 9000,
    refreshToken: Secret.of("refresh"),
    claims: { sub: "ada" },
  },
  name: "Ada",
  claims: { sub: "ada" },
};

function revealed(session: StoredSession | undefined): unknown {
  return session && JSON.parse(JSON.stringify(noteOf(session, PROFILE)));
}

test("a session comes back from its keeper as it went in", () => {
  const note: unknown = JSON.parse(JSON.stringify(noteOf(SESSION, PROFILE)));
  expect(revealed(parseSession(note, PROFILE))).toEqual(note);
  const pasted = { ...SESSION, oidc: undefined };
  const other: unknown = JSON.parse(JSON.stringify(noteOf(pasted, PROFILE)));
  expect(parseSession(other, PROFILE)?.oidc).toBeUndefined();
  const appRole = { mount: "approle", roleId: Secret.of("role"), secretId: Secret.of("secret") };
  const kept = noteOf({ ...SESSION, kind: "approle", oidc: undefined, appRole }, PROFILE);
  expect(revealed(parseSession(kept, PROFILE))).toEqual(JSON.parse(JSON.stringify(kept)));
});

test("a session of before its kind was kept has the kind it shows", () => {
  const { kind: _, ...old } = noteOf(SESSION, PROFILE);
  expect(parseSession(old, PROFILE)?.kind).toBe("oidc");
  const { oidc: __, ...pasted } = old;
  expect(parseSession(pasted, PROFILE)?.kind).toBe("token");
});

test("what may be shown of it holds no token", () => {
  const shown = JSON.stringify(factsOf(SESSION, "egi"));
  for (const secret of ["s.vault", 'access"', "refresh"]) expect(shown).not.toContain(secret);
  expect(factsOf(SESSION, "egi")).toMatchObject({
    kind: "oidc",
    name: "Ada",
    renews: true,
    ends: 601_000,
    accessor: "acc",
  });
});

test.each([
  ["another address", { addresses: ["https://a", "https://evil"] }],
  ["one address less", { addresses: ["https://a"] }],
  ["another namespace", { namespace: "team" }],
  ["another issuer", { signIn: { ...PROFILE.signIn, issuer: "https://evil" } }],
  ["no issuer", { signIn: { kind: "token" } }],
])("a profile with %s does not get the session of before", (_, change) => {
  const note = noteOf(SESSION, PROFILE);
  expect(parseSession(note, { ...PROFILE, ...change } as ServerProfile)).toBeUndefined();
  expect(parseSession(note, { ...PROFILE, addresses: PROFILE.addresses.toReversed() })).toBeDefined();
});

test("damaged, newer or foreign notes are no session, and nothing is thrown", () => {
  const note = noteOf(SESSION, PROFILE);
  for (const damaged of [
    undefined,
    null,
    "x",
    [],
    {},
    { ...note, version: 2 },
    { ...note, vault: {} },
    { ...note, vault: { token: "" } },
  ])
    expect(parseSession(damaged, PROFILE)).toBeUndefined();
  assert(
    property(jsonValue(), constantFrom("vault", "oidc", "claims", "name", "kind", "appRole"), (json, name) => {
      parseSession({ ...note, [name]: json }, PROFILE);
      parseSession(json, PROFILE);
    }),
  );
});

test("the last third of a token's time, at most 5 min, is for renewal", () => {
  expect(timesOf(3600, 0)).toEqual({ ttl: 3600, ends: 3_600_000, renewFrom: 3_300_000 });
  expect(timesOf(60, 0)).toEqual({ ttl: 60, ends: 60_000, renewFrom: 40_000 });
  expect(timesOf(0, 5)).toEqual({ ttl: 0, ends: undefined, renewFrom: undefined });
});
