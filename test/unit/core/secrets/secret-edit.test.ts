import { describe, expect, test } from "vitest";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import { applyEdit, changedKeys, touchedKeys } from "../../../../src/core/secrets/secret-edit.ts";
import type { Field } from "../../../../src/core/vault/types.ts";

const field = (text: string): Field => ({ value: Secret.of(text), json: false });
const plain = (data: ReadonlyMap<string, Field>) => [...data].map(([name, { value }]) => [name, value.reveal()]);
const unchanged = (name: string) => ({ name, from: name, value: undefined });

const now = new Map([
  ["user", field("ada")],
  ["password", field("old")],
  ["port", field("5433")],
]);
const before = ["user", "password", "port"];

describe("an edit writes only the keys it touched", () => {
  test("a set value", () => {
    const rows = [unchanged("user"), { name: "password", from: "password", value: field("new") }, unchanged("port")];
    expect([...touchedKeys({ rows, before })]).toEqual(["password"]);
    expect(plain(applyEdit(now, { rows, before }))).toEqual([
      ["user", "ada"],
      ["password", "new"],
      ["port", "5433"],
    ]);
  });

  test("a removed key", () => {
    const rows = [unchanged("user"), unchanged("port")];
    expect([...touchedKeys({ rows, before })]).toEqual(["password"]);
    expect(plain(applyEdit(now, { rows, before }))).toEqual([
      ["user", "ada"],
      ["port", "5433"],
    ]);
  });

  test("a new key, and one with a new name and its old value", () => {
    const rows = [
      { name: "login", from: "user", value: undefined },
      unchanged("password"),
      unchanged("port"),
      { name: "host", from: undefined, value: field("db") },
    ];
    expect([...touchedKeys({ rows, before })].toSorted()).toEqual(["host", "login", "user"]);
    expect(plain(applyEdit(now, { rows, before }))).toEqual([
      ["login", "ada"],
      ["password", "old"],
      ["port", "5433"],
      ["host", "db"],
    ]);
  });

  test("two keys that swapped their names keep both values", () => {
    const rows = [
      { name: "password", from: "user", value: undefined },
      { name: "user", from: "password", value: undefined },
      unchanged("port"),
    ];
    expect(Object.fromEntries(plain(applyEdit(now, { rows, before })))).toEqual({
      password: "ada",
      user: "old",
      port: "5433",
    });
  });

  test("a key that somebody else added stays, one that they removed stays away", () => {
    const theirs = new Map([
      ["user", field("ada")],
      ["tls", field("pem")],
    ]);
    const rows = [unchanged("user"), unchanged("password"), { name: "port", from: "port", value: field("1") }];
    expect(plain(applyEdit(theirs, { rows, before }))).toEqual([
      ["user", "ada"],
      ["tls", "pem"],
      ["port", "1"],
    ]);
  });
});

test("changed keys: another fingerprint, added, removed", () => {
  const was = new Map([
    ["same", "1"],
    ["other", "2"],
    ["gone", "3"],
  ]);
  const is = new Map([
    ["same", "1"],
    ["other", "9"],
    ["new", "4"],
  ]);
  expect(changedKeys(was, is)).toEqual(["other", "gone", "new"]);
});
