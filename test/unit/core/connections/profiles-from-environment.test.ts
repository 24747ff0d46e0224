import { expect, test } from "vitest";
import { mergeProfiles, profilesFromEnvironment } from "../../../../src/core/connections/profiles-from-environment.ts";

test("named servers and their tokens", () => {
  const { profiles, tokens, anonymous } = profilesFromEnvironment({
    LOCKERS_SERVER_EGI_ADDR: "https://a:8200,https://b:8200",
    LOCKERS_SERVER_EGI_TOKEN: " s.egi\n",
    LOCKERS_SERVER_MY_TEAM_ADDR: "https://team",
    LOCKERS_SERVER_OTHER_TOKEN: "s.other",
    LOCKERS_SERVER: "egi",
    LOCKERS_SERVER_ADDR: "",
    VAULT_NAMESPACE: "not-for-named",
  });
  expect(profiles.map(({ name, addresses, namespace }) => [name, addresses, namespace])).toEqual([
    ["egi", ["https://a:8200", "https://b:8200"], undefined],
    ["my-team", ["https://team"], undefined],
  ]);
  expect([...tokens].map(([name, token]) => [name, token.reveal()])).toEqual([
    ["egi", "s.egi"],
    ["other", "s.other"],
  ]);
  expect(anonymous).toBeUndefined();
});

test("one without a name: LOCKERS_ADDR before VAULT_ADDR, with what belongs to it", () => {
  const found = profilesFromEnvironment({
    LOCKERS_ADDR: "https://one.example, https://two.example",
    VAULT_ADDR: "https://three.example",
    VAULT_TOKEN: "s.root",
    VAULT_NAMESPACE: "team",
    VAULT_CACERT: "ca.pem",
  });
  expect(found.anonymous).toMatchObject({
    name: "one.example:443",
    addresses: ["https://one.example", "https://two.example"],
    namespace: "team",
    caFile: "ca.pem",
    signIn: { kind: "token" },
  });
  expect(found.tokens.get("one.example:443")?.reveal()).toBe("s.root");
  expect(profilesFromEnvironment({ VAULT_ADDR: "http://127.0.0.1:8200" }).anonymous?.name).toBe("127.0.0.1:8200");
});

test("nothing set is nothing; a token alone is no server", () => {
  expect(profilesFromEnvironment({ VAULT_TOKEN: "s.x", VAULT_ADDR: " " })).toEqual({
    profiles: [],
    anonymous: undefined,
    tokens: new Map(),
  });
});

test("plain http to another computer is refused", () => {
  expect(() => profilesFromEnvironment({ VAULT_ADDR: "http://vault.example.org" })).toThrow(
    expect.objectContaining({ problem: { code: "insecure-address", address: "http://vault.example.org" } }),
  );
});

test("the environment's servers come in place of a person's of the same name", () => {
  const own = profilesFromEnvironment({
    LOCKERS_SERVER_EGI_ADDR: "https://own",
    LOCKERS_SERVER_TEAM_ADDR: "https://team",
  });
  const job = profilesFromEnvironment({ LOCKERS_SERVER_EGI_ADDR: "https://job" });
  expect(mergeProfiles(own.profiles, job).map(({ addresses }) => addresses[0])).toEqual([
    "https://team",
    "https://job",
  ]);
});
