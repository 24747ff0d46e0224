import { expect, test } from "vitest";
import { planMove } from "../../../../src/core/migration/plan-move.ts";
import { freeKey, offeredVariable, pathPart, suggestPlace } from "../../../../src/extension/move/suggest-place.ts";

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

test.each([
  ["STRIPE_KEY", "STRIPE_KEY"],
  ["GIT_TOKEN", "APP_GIT_TOKEN"],
  ["NODE_OPTIONS", "APP_NODE_OPTIONS"],
  ["HTTPS_PROXY", "APP_HTTPS_PROXY_VALUE"],
])("%s is offered as %s, and the move takes it", (name, offered) => {
  expect(offeredVariable(name)).toBe(offered);
  const text = 'const it = "value";\n';
  const site = { path: "app.js", languageId: "javascript", text, start: 12, end: 17 };
  const plan = planMove({ ...site, variable: offeredVariable(name), reference: "vault://local/secret/app/value" });
  expect(plan.mapping.map(({ name: line }) => line)).toEqual([offered]);
});
