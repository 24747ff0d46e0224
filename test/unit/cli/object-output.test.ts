import { execFileSync } from "node:child_process";
import { assert, asyncProperty, dictionary, string } from "fast-check";
import { expect, test } from "vitest";
import { formatField, formatObject } from "../../../src/cli/object-output.ts";
import { readObject } from "../../../src/cli/object-input.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import type { Field, SecretData } from "../../../src/core/vault/types.ts";

function text(value: string): Field {
  return { value: Secret.of(value), json: false };
}

const DATA: SecretData = new Map([
  ["user", text("shop")],
  ["password", text("a'b\nc")],
  ["port", { value: Secret.of("5432"), json: true }],
]);

test("text is a table; further lines stand below their value", async () => {
  expect(await formatObject(DATA, "text")).toBe("user      shop\npassword  a'b\n          c\nport      5432\n");
});

test("JSON and YAML keep kinds", async () => {
  expect(JSON.parse(await formatObject(DATA, "json"))).toEqual({ user: "shop", password: "a'b\nc", port: 5432 });
  expect(await formatObject(DATA, "yaml")).toBe("user: shop\npassword: |-\n  a'b\n  c\nport: 5432\n");
});

test("JSON and YAML keep the digits of numbers that JavaScript cannot hold", async () => {
  const data = new Map([["id", { value: Secret.of("12345678901234567890"), json: true }]]);
  expect(await formatObject(data, "json")).toBe('{\n  "id": 12345678901234567890\n}\n');
  expect(await formatObject(data, "yaml")).toBe("id: 12345678901234567890\n");
  expect(await formatObject(new Map([["rate", { value: Secret.of("1.5"), json: true }]]), "yaml")).toBe("rate: 1.5\n");
});

test("one value is exactly the value", async () => {
  expect(await formatField("password", text("a'b\nc"), "text")).toBe("a'b\nc");
  expect(await formatField("password", text("x"), "json")).toBe('"x"\n');
  expect(await formatField("port", { value: Secret.of("5432"), json: true }, "json")).toBe("5432\n");
  expect(await formatField("password", text("x"), "env")).toBe("password='x'\n");
});

test("env refuses names that no variable can have", async () => {
  await expect(formatObject(new Map([["my-key", text("x")]]), "env")).rejects.toThrow("bad-input");
});

test("a shell reads env back as it was", async () => {
  const values = ["", "a b", '$HOME `id` \\ "q"', "it's", "line\nline", "ž密"];
  const data = new Map(values.map((value, index) => [`V${index}`, text(value)]));
  const script = `${await formatObject(data, "env")}\nprintf '%s\\0' ${values.map((_, index) => `"$V${index}"`).join(" ")}`;
  expect(execFileSync("sh", ["-c", script], { encoding: "utf8" })).toBe(values.map((value) => `${value}\0`).join(""));
});

test.each(["json", "yaml"] as const)("what %s writes, put reads back", async (format) => {
  await assert(
    asyncProperty(
      dictionary(string({ minLength: 1, unit: "grapheme" }), string({ unit: "grapheme" }), { minKeys: 1 }),
      async (object) => {
        const data = new Map(Object.entries(object).map(([key, value]) => [key, text(value)]));
        const back = await readObject(await formatObject(data, format), `x.${format}`);
        expect(Object.fromEntries([...back].map(([key, { value }]) => [key, value.reveal()]))).toEqual(object);
      },
    ),
    { numRuns: 200 },
  );
});
