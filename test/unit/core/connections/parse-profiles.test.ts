import { anything, assert, jsonValue, property } from "fast-check";
import { expect, test } from "vitest";
import { parseProfiles } from "../../../../src/core/connections/parse-profiles.ts";

test("a server as settings have it, with what is left out filled in", () => {
  const { profiles, problems } = parseProfiles([
    { name: "team", address: "https://vault.example.org:8200/" },
    {
      name: "egi",
      addresses: ["https://a:8200", "https://b:8200", "https://a:8200/"],
      signIn: { kind: "oidc", issuer: "https://aai.egi.eu/auth/realms/egi", clientId: "x" },
      namespace: " ",
      home: "users/{sub}",
    },
  ]);
  expect(problems).toEqual([]);
  expect(profiles).toEqual([
    {
      name: "team",
      addresses: ["https://vault.example.org:8200"],
      signIn: { kind: "token" },
      namespace: undefined,
      caFile: undefined,
      home: undefined,
    },
    {
      name: "egi",
      addresses: ["https://a:8200", "https://b:8200"],
      signIn: {
        kind: "oidc",
        issuer: "https://aai.egi.eu/auth/realms/egi",
        clientId: "x",
        scopes: ["openid", "offline_access"],
        mount: "jwt",
        role: "",
      },
      namespace: undefined,
      caFile: undefined,
      home: "users/{sub}",
    },
  ]);
});

test.each([
  [{ kind: "token" }, { kind: "token" }],
  [{ kind: "token-file" }, { kind: "token-file", file: "~/.vault-token" }],
  [
    { kind: "token-file", file: "/run/agent/token" },
    { kind: "token-file", file: "/run/agent/token" },
  ],
  [{ kind: "userpass" }, { kind: "userpass", mount: "userpass", user: "" }],
  [
    { kind: "ldap", mount: "/team/ldap/", user: " ada " },
    { kind: "ldap", mount: "team/ldap", user: "ada" },
  ],
  [
    { kind: "approle", roleId: "r-1" },
    { kind: "approle", mount: "approle", roleId: "r-1" },
  ],
])("a way to sign in: %j", (signIn, expected) => {
  const { profiles, problems } = parseProfiles([{ name: "a", address: "https://a", signIn }]);
  expect(problems).toEqual([]);
  expect(profiles[0]?.signIn).toEqual(expected);
});

test.each([
  [
    { certFile: "/c.pem", keyFile: "/k.pem" },
    { kind: "pem", certFile: "/c.pem", keyFile: "/k.pem" },
  ],
  [{ certFile: "/both.pem" }, { kind: "pem", certFile: "/both.pem", keyFile: "/both.pem" }],
  [{ file: "/me.p12" }, { kind: "pfx", file: "/me.p12" }],
])("a client certificate: %j", (clientCertificate, expected) => {
  const { profiles } = parseProfiles([{ name: "a", address: "https://a", clientCertificate }]);
  expect(profiles[0]?.clientCertificate).toEqual(expected);
  // As it was parsed, it is written back into the settings.
  expect(parseProfiles(profiles).profiles).toEqual(profiles);
});

test.each([
  ["no object", 7, "bad-input"],
  ["no name", { address: "https://a" }, "bad-input"],
  ["the local vault's name", { name: "local", address: "https://a" }, "bad-input"],
  ["a name that cannot stand in a reference", { name: "a/b", address: "https://a" }, "bad-input"],
  ["no address", { name: "a" }, "bad-input"],
  ["plain http", { name: "a", address: "http://vault.example.org" }, "insecure-address"],
  ["OIDC without an issuer", { name: "a", address: "https://a", signIn: { kind: "oidc", clientId: "x" } }, "bad-input"],
  [
    "an issuer by plain http",
    { name: "a", address: "https://a", signIn: { kind: "oidc", issuer: "http://op.example", clientId: "x" } },
    "insecure-address",
  ],
  [
    "a mount that leads elsewhere",
    { name: "a", address: "https://a", signIn: { kind: "userpass", mount: "../token" } },
    "bad-input",
  ],
  ["a client certificate without a file", { name: "a", address: "https://a", clientCertificate: {} }, "bad-input"],
  ["an unknown way to sign in", { name: "a", address: "https://a", signIn: { kind: "magic" } }, "bad-input"],
])("%s is left out and told", (_, entry, code) => {
  const { profiles, problems } = parseProfiles([entry, { name: "good", address: "https://good" }]);
  expect(profiles.map(({ name }) => name)).toEqual(["good"]);
  expect(problems).toMatchObject([{ code }]);
});

test("a file has them under `servers`; of two with one name the first counts", () => {
  const servers = [
    { name: "a", address: "https://first" },
    { name: "a", address: "https://second" },
  ];
  const { profiles, problems } = parseProfiles({ servers });
  expect(profiles.map(({ addresses }) => addresses[0])).toEqual(["https://first"]);
  expect(problems).toHaveLength(1);
});

test("whatever is in the settings, what can be used is used and nothing is thrown", () => {
  assert(
    property(anything(), jsonValue(), (any, json) => {
      const entries = [
        json,
        { name: "b", address: json, signIn: json, caFile: json },
        { name: "good", address: "https://good" },
      ];
      expect(parseProfiles(entries).profiles.map(({ name }) => name)).toContain("good");
      expect(Array.isArray(parseProfiles(any).profiles)).toBe(true);
    }),
  );
});
