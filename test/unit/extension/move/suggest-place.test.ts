import { expect, test } from "vitest";
import { freeKey, pathPart, suggestPlace } from "../../../../src/extension/move/suggest-place.ts";

test.each([
  ["STRIPE_API_KEY", "stripe", "api_key"],
  ["DB_PASSWORD", "db", "password"],
  ["AWS_SECRET_ACCESS_KEY", "aws", "secret_access_key"],
  ["MAIL_SMTP_PASS", "mail-smtp", "pass"],
  ["PASSWORD", "shop", "password"],
  ["STRIPE_LIVE", "stripe-live", "value"],
  ["GITHUB_TOKEN", "github", "token"],
])("%s is kept in %s as %s", (variable, group, key) => {
  expect(suggestPlace(variable, "shop")).toEqual({ group, key });
});

test("a folder's name becomes one part of a path", () => {
  expect(pathPart("My Shop (new)")).toBe("My-Shop-new");
  expect(pathPart("..")).toBe("app");
  expect(pathPart("größe_1.2")).toBe("größe_1.2");
});

test("a taken key gets the next free number", () => {
  expect(freeKey("api_key", new Set())).toBe("api_key");
  expect(freeKey("api_key", new Set(["api_key", "api_key_2"]))).toBe("api_key_3");
});
