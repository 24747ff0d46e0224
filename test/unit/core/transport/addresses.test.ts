import { expect, test } from "vitest";
import { isLoopback, normalAddress, splitAddresses } from "../../../../src/core/transport/addresses.ts";

test.each([
  ["https://vault.example.org:8200/", "https://vault.example.org:8200"],
  [" https://Vault.Example.org/v1/ ", "https://vault.example.org"],
  ["https://example.org/vault/v1", "https://example.org/vault"],
  ["http://127.0.0.1:8200", "http://127.0.0.1:8200"],
  ["http://[::1]:8200/", "http://[::1]:8200"],
  ["http://localhost", "http://localhost"],
])("%s is used as %s", (text, address) => {
  expect(normalAddress(text)).toBe(address);
});

test.each([
  "vault.example.org",
  "ftp://a",
  "",
  "https://",
  "https://user:pw@a",
  "https://a?x",
  "https://a#x",
  "javascript:alert(1)",
])("%j is no address", (text) => {
  expect(() => normalAddress(text)).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: "bad-input" }) as unknown }),
  );
  expect(() => normalAddress(text)).not.toThrow(/pw/u);
});

test.each([
  "http://10.0.0.1",
  "http://vault.local:8200",
  "http://127.0.0.1.evil.example",
  "http://localhost.evil.example",
  "http://0.0.0.0",
])("%s is plain http to another computer", (text) => {
  expect(() => normalAddress(text)).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: "insecure-address" }) as unknown }),
  );
});

test("several addresses of one cluster", () => {
  expect(splitAddresses("https://a:8200, https://b:8200/,,https://a:8200")).toEqual([
    "https://a:8200",
    "https://b:8200",
  ]);
  expect(isLoopback("127.9.9.9")).toBe(true);
});
