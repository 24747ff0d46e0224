import { expect, test } from "vitest";
import {
  keyFault,
  keyWords,
  parsePlace,
  placeWords,
  variableFault,
  vaultWords,
} from "../../../../src/extension/move/move-choices.ts";

test("a typed path is split at the server's own mounts, the longest first", () => {
  expect(parsePlace("team/kv/shop/db", "egi", ["team", "team/kv"])).toEqual({
    server: "egi",
    mount: "team/kv",
    home: false,
    path: ["shop", "db"],
  });
});

test("where the mounts are not known, the first part is the mount", () => {
  expect(parsePlace("secret/shop/db", "local", [])).toMatchObject({ mount: "secret", path: ["shop", "db"] });
});

test("a tilde behind the mount is the person's home", () => {
  const place = parsePlace("secrets/~/shop/db", "egi", ["secrets"]);
  expect(place).toMatchObject({ mount: "secrets", home: true, path: ["shop", "db"] });
  expect(typeof place === "string" ? place : placeWords(place)).toBe("secrets/~/shop/db");
});

test.each([
  ["secret//db", "Between two slashes, a name is missing."],
  ["secret/../db", '".." cannot be part of a path.'],
  ["secret", "Type a path below the mount."],
  ["kv/db", "kv is not on egi. There is: secret."],
  ["secret/a\u0007b", "A path holds no control characters."],
])("%s is no place, and the sentence says why", (text, sentence) => {
  expect(parsePlace(text, "egi", ["secret"])).toBe(sentence);
});

test("the vault's row says how it stands", () => {
  const place = { server: "local", mount: "secret", home: false, path: ["db"] };
  expect(vaultWords({ place, vault: "locked" })).toBe("Local Vault, locked");
  expect(vaultWords({ place: { ...place, server: "egi" }, vault: "open" })).toBe("egi");
  expect(keyWords({ key: "api_key", held: "same" })).toBe("api_key, same value, reuse");
});

test("names that a shell or a path cannot take are refused", () => {
  expect(variableFault("DB_PASSWORD")).toBeUndefined();
  expect(variableFault("2FA")).toBeDefined();
  expect(variableFault("DB-PASSWORD")).toBeDefined();
  expect(keyFault("api_key")).toBeUndefined();
  expect(keyFault("a/b")).toBeDefined();
  expect(keyFault(" ")).toBeDefined();
});
