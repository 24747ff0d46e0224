import { describe, expect, test } from "vitest";
import { problemCode } from "../../../../src/core/errors.ts";
import { planPaste } from "../../../../src/core/migration/plan-paste.ts";
import { applyEdits } from "../../../../src/core/text/edits.ts";

const SECRET = "sk_live_4eC39HqLyjWDarjtT1zdp7dc";
const REFERENCE = "vault://local/secret/shop/stripe/api_key";

/** Each `[…]` of `marked` is a selection, `[]` a cursor. */
function pasted(path: string, marked: string, secret = SECRET) {
  const ranges: { start: number; end: number }[] = [];
  let text = "";
  for (const sign of marked) {
    if (sign === "[") ranges.push({ start: text.length, end: text.length });
    else if (sign === "]") ranges.push({ start: ranges.pop()?.start ?? 0, end: text.length });
    else text += sign;
  }
  const plan = planPaste({ path, text, ranges, secret, variable: "STRIPE_KEY", reference: REFERENCE });
  return { after: applyEdits(text, plan.edits), plan };
}

test.each([
  ["between quotes", "app.js", 'pay("[]", 3);\n', "pay(process.env.STRIPE_KEY, 3);\n"],
  ["over what was selected between quotes", "app.js", 'pay("[old]");\n', "pay(process.env.STRIPE_KEY);\n"],
  ["where an expression is wanted", "app.js", "const key = [];\n", "const key = process.env.STRIPE_KEY;\n"],
  ["into a longer text", "app.js", 'f("Bearer []");\n', "f(`Bearer ${process.env.STRIPE_KEY}`);\n"],
  ["in Python, with the import it needs", "job.py", 'key = "[]"\n', 'import os\n\nkey = os.environ["STRIPE_KEY"]\n'],
  ["in a .env", ".env", "A=1\nSTRIPE_KEY=[]\nB=2\n", "A=1\n# STRIPE_KEY is in lockers.env\nB=2\n"],
  ["in YAML", "conf.yaml", "key: []\n", `key: ${REFERENCE}\n`],
])("a secret pasted %s leaves what reads it", (_, path, marked, after) => {
  const { after: now, plan } = pasted(path, marked);
  expect(now).toBe(after);
  expect(now).not.toContain(SECRET);
  expect(plan.value.reveal()).toBe(SECRET);
  expect(JSON.stringify(plan.edits)).not.toContain(SECRET);
});

describe("several cursors", () => {
  test("get the same expression, and one import", () => {
    const { after } = pasted("job.py", 'a = "[]"\nb = "[old]"\nc = 1\n');
    expect(after).toBe('import os\n\na = os.environ["STRIPE_KEY"]\nb = os.environ["STRIPE_KEY"]\nc = 1\n');
  });

  test("get none where the places want different ones", () => {
    expect(codeOf(() => pasted("app.js", 'a("[]"); /* [] */\n'))).toBe("not-movable");
  });
});

test.each([
  ["a language nobody knows", "notes.txt", "key: []", SECRET],
  ["a text that the program would read otherwise", "app.js", 'a("[]")', String.raw`abc\ndef`],
  ["a text that does not fit into quotes", "app.js", "a([])", 'abc"def'],
  ["the name of a module", "app.js", 'import x from "[]";', SECRET],
])("none is offered for %s", (_, path, marked, secret) => {
  expect(codeOf(() => pasted(path, marked, secret))).toBe("not-movable");
});

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return problemCode(error);
  }
}
