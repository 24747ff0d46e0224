import { describe, expect, test } from "vitest";
import { formFaults, hasFaults, pathFault, rowNote } from "../../../../src/extension/secrets/form/form-faults.ts";
import { type FormRow, fromForm } from "../../../../src/extension/secrets/form/form-messages.ts";

const t = (text: string, ...values: string[]) =>
  text.replaceAll(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? "");

function row(name: string, from: string | undefined, value: string | undefined): FormRow {
  return { name, from, value, json: false, file: undefined };
}

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
    expect(pathFault(path, t)).toBe(fault);
  });

  test("two keys of one name, a key without a name, a new key without a value", () => {
    const rows = [
      row("user", "user", undefined),
      row("user", undefined, "x"),
      row("", undefined, "x"),
      row("port", undefined, undefined),
    ];
    const faults = formFaults({ path: "shop/db", rows }, t);
    expect(faults.rows).toEqual([
      undefined,
      'Key names must differ: "user" is there twice.',
      "Type a name for the key.",
      "Type a value.",
    ]);
    expect(hasFaults(faults)).toBe(true);
  });

  test("nothing is wrong with a path and an unchanged key; an empty value is a value", () => {
    const rows = [row("user", "user", undefined), row("empty", undefined, "")];
    expect(hasFaults(formFaults({ path: "db", rows }, t))).toBe(false);
  });

  test("a secret without keys cannot be saved", () => {
    expect(formFaults({ path: "db", rows: [] }, t).form).toBe("A secret needs at least one key.");
  });

  test("5,000 keys are checked at once, and so is a value that has to stay JSON", () => {
    const rows = Array.from({ length: 5000 }, (_, index) => row(`key ${index}`, undefined, "x"));
    expect(hasFaults(formFaults({ path: "db", rows }, t))).toBe(false);
    const faults = formFaults({ path: "db", rows: [...rows, row("key 0", undefined, "x")] }, t);
    expect(faults.rows.at(-1)).toBe('Key names must differ: "key 0" is there twice.');
    const json = (value: string) => formFaults({ path: "db", rows: [{ ...row("n", "n", value), json: true }] }, t).rows;
    expect([json("12"), json("twelve")]).toEqual([[undefined], ["The stored value is JSON, and this is not."]]);
  });

  test("a file is a value; emoji and __proto__ are names", () => {
    const file = { ...row("🔑", undefined, undefined), file: { id: "1", label: "tls.pem" } };
    expect(hasFaults(formFaults({ path: "db/🔑", rows: [file, row("__proto__", undefined, "")] }, t))).toBe(false);
  });

  test("spaces at the end are told, not taken away", () => {
    expect(rowNote(row("a", undefined, "x "), t)).toBe("Spaces at the end are kept.");
    expect(rowNote(row("a", undefined, "x"), t)).toBeUndefined();
  });
});

describe("the host takes only messages it knows", () => {
  const content = { server: "local", mount: "secret", path: "db", rows: [{ name: "a", value: "1" }] };

  test("a save with its rows", () => {
    expect(fromForm({ kind: "save", content, onTop: false })).toEqual({
      kind: "save",
      onTop: false,
      content: { ...content, rows: [row("a", undefined, "1")] },
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
