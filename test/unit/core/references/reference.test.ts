import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ExpectedError, type Problem } from "../../../../src/core/errors.ts";
import {
  formatReference,
  looksLikeReference,
  parseReference,
  secretPathOf,
  type Reference,
} from "../../../../src/core/references/reference.ts";

function reference(overrides: Partial<Reference>): Reference {
  return {
    server: "local",
    mount: "secret",
    home: false,
    path: ["shop", "db"],
    key: "password",
    version: undefined,
    ...overrides,
  };
}

function problemOf(work: () => unknown): Problem | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof ExpectedError) return error.problem;
    throw error;
  }
}

function codeOf(work: () => unknown): string | undefined {
  return problemOf(work)?.code;
}

describe("parseReference", () => {
  test.each<[string, Partial<Reference>]>([
    ["vault://local/secret/shop/db/password", {}],
    ["vault://egi/secrets/~/shop/db/password", { server: "egi", mount: "secrets", home: true }],
    ["vault://local/secret/%7E/db/password", { path: ["~", "db"] }],
    ["vault://local/secret/shop/~/password", { path: ["shop", "~"] }],
    ["vault://local/secret/~x/password", { path: ["~x"] }],
    ["vault://local/team%2Fkv/shop/db/password", { mount: "team/kv" }],
    ["vault://egi/secrets/~/password", { server: "egi", mount: "secrets", home: true, path: [] }],
    ["vault://local/secret/shop/db/password?version=12", { version: 12 }],
    ["vault://local/secret/a%20b/%C3%BC/password", { path: ["a b", "ü"] }],
    ["vault://local/secret/ü/db/password", { path: ["ü", "db"] }],
    ["vault://local/secret/shop/db/tls%2Fca.pem", { key: "tls/ca.pem" }],
    ["vault://local/secret/a:b@c/db/pass,word", { path: ["a:b@c", "db"], key: "pass,word" }],
    ["vault://local/secret/shop/db/a%3Fversion=1", { key: "a?version=1" }],
  ])("%s", (text, expected) => {
    expect(parseReference(text)).toEqual(reference(expected));
  });

  test.each([
    "",
    "vault:/local/secret/a/b",
    "Vault://local/secret/a/b",
    "vault://",
    "vault://local",
    "vault://local/secret",
    "vault://local/secret/key",
    "vault:///secret/a/key",
    "vault://local//a/key",
    "vault://local/secret//key",
    "vault://local/secret/a/",
    "vault://local/secret/a//key",
    "vault://local/secret/./key",
    "vault://local/secret/a/../key",
    "vault://local/secret/%2e%2e/key",
    "vault://local/secret/%2E/key",
    "vault://local/secret/a/%2e%2e",
    "vault://local/team%2F..%2Fkv/a/key",
    "vault://local/team%2F/a/key",
    "vault://local/secret/a%2Fb/key",
    "vault://a%2Fb/secret/a/key",
    "vault://local/secret/a%00/key",
    "vault://local/secret/a%0A/key",
    "vault://local/secret/a%C2%85/key",
    "vault://local/secret/a%zz/key",
    "vault://local/secret/a%2/key",
    "vault://local/secret/a%ff/key",
    "vault://local/secret/a b/key",
    "vault://local/secret/a/key#x",
    "vault://local/secret/a/key?",
    "vault://local/secret/a/key?version=0",
    "vault://local/secret/a/key?version=01",
    "vault://local/secret/a/key?version=-1",
    "vault://local/secret/a/key?version=1&x=2",
    "vault://local/secret/a/key?other=1",
    "vault://local/secret/a/key?version=9999999999999999",
    String.raw`vault://local/secret/a\b/key`,
    "vault://local/secret/${STAGE}/key",
    'vault://local/secret/a"/key',
    "vault://local/secret/a\u202Eb/key",
    "vault://local/secret/a\u200Bb/key",
    "vault://local/secret/a\u3164b/key",
    "vault://local/secret/a\u2800b/key",
    "vault://local/secret/a\u00A0b/key",
    "vault://local/secret/a%E2%80%AEb/key",
    "vault://local/secret/a%E2%80%8Bb/key",
    "vault://local/secret/a%C2%A0b/key",
    "vault://local/secret/a/key%E2%80%A8",
  ])("refuses %j", (text) => {
    expect(codeOf(() => parseReference(text))).toBe("reference-syntax");
  });

  test("a text that is no reference is not quoted: it may be a secret", () => {
    const problem = problemOf(() => parseReference("hunter2-canary"));
    expect(problem?.code).toBe("reference-syntax");
    expect(JSON.stringify(problem)).not.toContain("hunter2");
  });
});

// Everything that can be a part: nothing that cannot be seen, not empty, not dots; slashes only in mount and key.
const part = fc
  .string({ unit: "binary", minLength: 1, maxLength: 12 })
  .filter((text) => !/[\p{Cc}\p{Cf}\p{Cs}/]|(?! )\p{Z}/u.test(text) && text !== "." && text !== "..");
const slashed = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));

test("what is formatted is parsed to the same reference", () => {
  const any: fc.Arbitrary<Reference> = fc
    .record({
      server: part,
      mount: slashed,
      home: fc.boolean(),
      path: fc.array(fc.oneof(part, fc.constant("~")), { maxLength: 4 }),
      key: fc.oneof(slashed, fc.constant("~")),
      version: fc.option(fc.integer({ min: 1, max: 1e9 }), { nil: undefined }),
    })
    .filter(({ home, path }) => home || path.length > 0);
  fc.assert(
    fc.property(any, (given) => {
      const text = formatReference(given);
      expect(looksLikeReference(text)).toBe(true);
      expect(text).toMatch(/^[A-Za-z0-9\-._~%:/?=]+$/);
      expect(parseReference(text)).toEqual(given);
      expect(formatReference(parseReference(text))).toBe(text);
    }),
  );
});

test("any text is parsed or refused as reference-syntax", () => {
  const texts = fc.string({ unit: fc.constantFrom(..."ab/~%2Fe.?=#ü \\".split("")) });
  fc.assert(
    fc.property(texts, (tail) => {
      const code = codeOf(() => parseReference(`vault://${tail}`));
      expect(code === undefined || code === "reference-syntax").toBe(true);
    }),
  );
});

test("a part that cannot be written is refused", () => {
  for (const broken of [{ path: [] }, { path: [".."] }, { key: "" }, { path: ["\uD800"] }, { path: ["a/b"] }]) {
    expect(codeOf(() => formatReference(reference(broken)))).toBe("reference-syntax");
  }
});

describe("secretPathOf", () => {
  test("below the mount", () => {
    expect(secretPathOf(reference({}), undefined)).toEqual({ mount: "secret", path: "shop/db" });
  });
  test("below the home", () => {
    expect(secretPathOf(reference({ home: true }), "users/ada")).toEqual({
      mount: "secret",
      path: "users/ada/shop/db",
    });
  });
  test("a home that nobody has", () => {
    expect(codeOf(() => secretPathOf(reference({ home: true }), undefined))).toBe("home-unknown");
  });
});
