import { expect, test } from "vitest";
import {
  keyFault,
  keyWords,
  parsePlace,
  placeWords,
  variableFault,
  vaultWords,
} from "../../../../src/extension/move/move-choices.ts";

const egi = { server: "egi", mounts: ["secrets", "team", "team/kv"], home: "users/ada" };

test("a typed path is split at the server's own mounts, the longest first", () => {
  expect(parsePlace("team/kv/shop/db", egi)).toEqual({ mount: "team/kv", path: "shop/db" });
});

test("where the mounts are not known, the first part is the mount", () => {
  expect(parsePlace("secret/shop/db", { server: "local", mounts: [], home: undefined })).toEqual({
    mount: "secret",
    path: "shop/db",
  });
});

test("a tilde behind the mount is the person's home, and is shown again as one", () => {
  const at = { mount: "secrets", path: "users/ada/shop/db" };
  expect(parsePlace("secrets/~/shop/db", egi)).toEqual(at);
  expect(placeWords({ at, home: egi.home })).toBe("secrets/~/shop/db");
});

test.each([
  ["secrets//db", "Between two slashes, a name is missing."],
  ["secrets/../db", '".." cannot be part of a path.'],
  ["secrets", "Type a path below the mount."],
  ["secrets/~", "Type a path below the mount."],
  ["kv/db", "kv is not on egi. There is: secrets, team, team/kv."],
  ["secrets/a\u0007b", "A path holds no control characters."],
])("%s is no place, and the sentence says why", (text, sentence) => {
  expect(parsePlace(text, egi)).toBe(sentence);
});

test("a cubbyhole is no place, whether or not the mounts are known", () => {
  const sentence = "A cubbyhole ends with your session. Choose another place.";
  expect(parsePlace("cubbyhole/app/x", { server: "egi", mounts: [], home: undefined })).toBe(sentence);
  expect(parsePlace("cubbyhole/app/x", egi)).toBe(sentence);
});

test("a tilde on a server without homes is refused", () => {
  expect(parsePlace("secret/~/db", { server: "local", mounts: [], home: undefined })).toBe(
    "local has no home for you.",
  );
});

test("the rows say how vault and key stand", () => {
  expect(vaultWords({ server: "local", vault: "locked" })).toBe("Local Vault, locked");
  expect(vaultWords({ server: "egi", vault: "open" })).toBe("egi");
  expect(keyWords({ key: "api_key", held: "same" })).toBe("api_key, same value, reuse");
  expect(keyWords({ key: "api_key_2", held: "free" })).toBe("api_key_2");
});

test("names that a shell or a path cannot take are refused", () => {
  expect(variableFault("DB_PASSWORD")).toBeUndefined();
  expect(variableFault("2FA")).toBeDefined();
  expect(variableFault("DB-PASSWORD")).toBeDefined();
  expect(keyFault("api_key")).toBeUndefined();
  expect(keyFault("a/b")).toBeDefined();
  expect(keyFault(" ")).toBeDefined();
});

test("a name that steers programs is no variable of a mapping", () => {
  expect(variableFault("NODE_OPTIONS")).toBe("NODE_OPTIONS steers programs and cannot be set by a mapping.");
});
