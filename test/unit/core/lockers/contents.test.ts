import { expect, test } from "vitest";
import { contentNames, separateContents, sharedContents } from "../../../../src/core/lockers/contents.ts";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import type { SecretObject } from "../../../../src/core/vault/types.ts";

function secret(path: string, values: Record<string, string>): SecretObject {
  const fields = new Map(
    Object.entries(values).map(([key, text]) => [key, { value: Secret.of(text), json: text === "5" }]),
  );
  return { at: { mount: "secret", path }, fields, version: undefined, created: undefined };
}

const DB = secret("shop/db", { user: "a", password: "b", port: "5" });
const MAIL = secret("shop/mail", { password: "c" });

test("one path takes all keys; those that collide carry their secret's name", () => {
  const contents = sharedContents([DB, MAIL]);
  expect(contentNames(contents)).toEqual(["deploy/user", "deploy/db_password", "deploy/port", "deploy/mail_password"]);
  expect(contents.get("deploy")?.get("mail_password")?.value.reveal()).toBe("c");
});

test("two secrets of one name still keep every key", () => {
  expect(contentNames(sharedContents([MAIL, secret("other/mail", { password: "d" })]))).toEqual([
    "deploy/mail_password",
    "deploy/mail_password_2",
  ]);
  expect(contentNames(separateContents([MAIL, secret("other/mail", { password: "d" })]))).toEqual([
    "mail/password",
    "mail_2/password",
  ]);
});

test("a number becomes text, as fedcloud reads it", () => {
  const field = sharedContents([DB]).get("deploy")?.get("port");
  expect(field?.json).toBe(false);
  expect(field?.value.reveal()).toBe("5");
});
