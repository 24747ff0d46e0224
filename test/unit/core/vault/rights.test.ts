import { describe, expect, test } from "vitest";
import { rightsGiven, rightsOf, rightsQuestion } from "../../../../src/core/vault/rights.ts";

const db = { mount: "secret", path: "shop/my db" };

test("policies are asked by paths as they are, a folder by a name that could be made in it", () => {
  expect(rightsQuestion(db, "kv-2", "secret")).toEqual({
    data: "secret/data/shop/my db",
    metadata: "secret/metadata/shop/my db",
  });
  expect(rightsQuestion(db, "kv-1", "secret")).toEqual({ data: "secret/shop/my db", metadata: undefined });
  expect(rightsQuestion({ mount: "secret", path: "" }, "kv-2", "folder").data).toBe("secret/data/lockers-new");
});

describe("what the answer gives", () => {
  const question = rightsQuestion(db, "kv-2", "secret");
  const given = (data: readonly string[], metadata: readonly string[] = []) =>
    rightsGiven(
      rightsOf(
        question,
        new Map([
          [question.data, data],
          [question.metadata ?? "", metadata],
        ]),
      ),
    );

  test.each([
    [["read"], [], ["read"]],
    [["read", "update"], ["read"], ["read", "write", "history"]],
    [["create"], ["list"], ["write"]],
    [["patch"], [], []],
    [["delete", "read"], [], ["read", "delete"]],
    [["deny"], ["deny"], []],
    [["root"], ["root"], ["read", "write", "delete", "history"]],
    [[], [], []],
  ])("%j on data and %j on metadata: %j", (data, metadata, rights) => {
    expect(given(data, metadata)).toEqual(rights);
  });

  test("KV v1 has no history", () => {
    const plain = rightsQuestion(db, "kv-1", "secret");
    expect(rightsGiven(rightsOf(plain, new Map([[plain.data, ["root"]]])))).toEqual(["read", "write", "delete"]);
  });
});
