import { describe, expect, test } from "vitest";
import { planInsert } from "../../../../src/core/migration/plan-insert.ts";

const reference = "vault://local/secret/shop/db/password";
const mapping = [{ name: "DB_PASSWORD", kind: "reference", reference }];

function insert(path: string, textWithCursor: string) {
  const at = textWithCursor.indexOf("‸");
  const text = textWithCursor.replace("‸", "");
  return planInsert({ text, path, at, variable: "DB_PASSWORD", reference });
}

describe("in code: what reads the variable, and a line for the mapping", () => {
  test("JavaScript", () => {
    expect(insert("app.js", "connect(‸);\n")).toEqual({
      expression: "process.env.DB_PASSWORD",
      others: [],
      mapping,
      notes: [],
    });
  });

  test("Python, with the import that is missing", () => {
    const plan = insert("app.py", "import sys\n\npassword = ‸\n");
    expect(plan.expression).toBe('os.environ["DB_PASSWORD"]');
    expect(plan.others).toHaveLength(1);
    expect(plan.others[0]?.text).toContain("import os");
    expect(plan.mapping).toEqual(mapping);
  });

  test("an import that is there is not made again", () => {
    expect(insert("app.py", "import os\npassword = ‸\n").others).toEqual([]);
  });

  test("offsets of other edits behind the place are those of the text", () => {
    const plan = insert("app.ts", "const a = ‸;\nprocess.env.X;\n");
    expect(plan.expression).toContain("process.env.DB_PASSWORD");
  });
});

describe("in data files: the bare reference", () => {
  test.each(["lockers.env", ".env.local", "config/dev.yml", "settings.json", "notes.md"])("%s", (path) => {
    expect(insert(path, "A=‸\n")).toEqual({ expression: reference, others: [], mapping: [], notes: [] });
  });
});

test("code of a language that is not known gets nothing", () => {
  expect(() => insert("main.go", "x := ‸\n")).toThrow("not-movable");
});
