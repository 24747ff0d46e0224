import { describe, expect, test } from "vitest";
import { formFaults, hasFaults, pathFault, rowNote } from "../../../../src/extension/secrets/form/form-faults.ts";
import { fromForm } from "../../../../src/extension/secrets/form/form-messages.ts";

describe("a form says under the field what is wrong", () => {
  test.each([
    ["", "Type a path."],
    ["/", "Type a path."],
    ["/shop", "A path begins without a slash."],
    ["shop/", "Type a name after the last slash."],
    ["shop//db", "A part of the path is empty."],
    ["shop/../db", '".." cannot be part of a path.'],
    ["shop\ndb", "A path cannot hold line breaks or control characters."],
    ["shop/db", undefined],
    ["shop/db..old", undefined],
  ])("path %j: %s", (path, fault) => {
    expect(pathFault(path)).toBe(fault);
  });

  test("two keys of one name, a key without a name, a new key without a value", () => {
    const rows = [
      { name: "user", from: "user", value: undefined },
      { name: "user", from: undefined, value: "x" },
      { name: "", from: undefined, value: "x" },
      { name: "port", from: undefined, value: undefined },
    ];
    const faults = formFaults({ path: "shop/db", rows });
    expect(faults.rows).toEqual([
      undefined,
      'Key names must differ: "user" is there twice.',
      "Type a name for the key.",
      "Type a value.",
    ]);
    expect(hasFaults(faults)).toBe(true);
  });

  test("nothing is wrong with a path and an unchanged key; an empty value is a value", () => {
    const rows = [
      { name: "user", from: "user", value: undefined },
      { name: "empty", from: undefined, value: "" },
    ];
    expect(hasFaults(formFaults({ path: "db", rows }))).toBe(false);
  });

  test("a secret without keys cannot be saved", () => {
    expect(formFaults({ path: "db", rows: [] }).form).toBe("A secret needs at least one key.");
  });

  test("spaces at the end are told, not taken away", () => {
    expect(rowNote({ name: "a", from: undefined, value: "x " })).toBe("Spaces at the end are kept.");
    expect(rowNote({ name: "a", from: undefined, value: "x" })).toBeUndefined();
  });
});

describe("the host takes only messages it knows", () => {
  const content = { server: "local", mount: "secret", path: "db", rows: [{ name: "a", value: "1" }] };

  test("a save with its rows", () => {
    expect(fromForm({ kind: "save", content, onTop: false })).toEqual({
      kind: "save",
      onTop: false,
      content: { ...content, rows: [{ name: "a", from: undefined, value: "1" }] },
    });
  });

  test.each([
    undefined,
    "save",
    { kind: "save" },
    { kind: "save", content: { ...content, rows: [{ value: "1" }] } },
    { kind: "save", content: { ...content, mount: 1 } },
    { kind: "show-value", name: 1 },
    { kind: "other", content },
  ])("%j is none", (raw) => {
    expect(fromForm(raw)).toBeUndefined();
  });
});
