import { expect, test } from "vitest";
import { ExpectedError } from "../../../src/core/errors.ts";
import { readObject, syntaxOf, textOf } from "../../../src/cli/object-input.ts";

const MARK = "canary-91ce";

async function read(text: string, name?: string): Promise<Record<string, string | [string]>> {
  const data = await readObject(text, name);
  return Object.fromEntries(
    [...data].map(([key, { value, json }]) => [key, json ? [value.reveal()] : value.reveal()]), // [JSON] or text
  );
}

test.each([
  ["db.json", "", "json"],
  ["db.yml", "A=1", "yaml"],
  [".env", "a: b", "dotenv"],
  ["config/.env.local", "a: b", "dotenv"],
  ["prod.env", "a: b", "dotenv"],
  ["notes", '  {"a": 1}', "json"],
  [undefined, "# c\n\nexport A=1", "dotenv"],
  [undefined, "a: b=c", "yaml"],
])("%s that begins %j is %s", (name, text, syntax) => {
  expect(syntaxOf(name, text)).toBe(syntax);
});

test("JSON keeps what is no text as JSON", async () => {
  expect(await read('{"a":"x\\n","port":5432,"on":true,"none":null,"list":[1,{"b":2}]}')).toEqual({
    a: "x\n",
    port: ["5432"],
    on: ["true"],
    none: ["null"],
    list: ['[1,{"b":2}]'],
  });
});

test("YAML numbers are numbers only where nothing is lost", async () => {
  expect(
    await read(
      "pin: 007\nport: 5432\nversion: 1.10\nbig: 12345678901234567890\nhex: 0x1F\nyes: yes\ndate: 2024-01-01\non: true\nhalf: 0.5\nexp: 1e3",
    ),
  ).toEqual({
    pin: "007",
    port: ["5432"],
    version: "1.10",
    big: "12345678901234567890",
    hex: "0x1F",
    yes: "yes",
    date: "2024-01-01",
    on: ["true"],
    half: ["0.5"],
    exp: "1e3",
  });
});

test("YAML text over several lines stays as it is", async () => {
  expect(await read("key: |\n  a\n  b\n")).toEqual({ key: "a\nb\n" });
});

test("dotenv: quotes, comments, export, several lines", async () => {
  expect(await read("# first\nexport A='x y'\nB=plain # note\nC=\"1\n2\"\nD=\n", "x.env")).toEqual({
    A: "x y",
    B: "plain",
    C: "1\n2",
    D: "",
  });
});

test("a byte order mark is no part of an object, but of a value", async () => {
  expect(await read('\uFEFF{"a":"b"}', "x.json")).toEqual({ a: "b" });
  expect(textOf(Buffer.from("\uFEFFb"), "x")).toBe("\uFEFFb");
});

test.each([
  [`{"a": "${MARK}`, "x.json", "it is not JSON"],
  [`a: "${MARK}`, "x.yaml", "it is not YAML"],
  [`a: *${MARK}`, "x.yaml", "it is not YAML"],
  [`A=1\n${MARK}\n`, ".env", "line 2 is not NAME=VALUE"],
  [`["${MARK}"]`, "x.json", "it is not an object with keys"],
  [MARK, undefined, "it is not an object with keys"],
  ["{}", "x.json", "it has no keys"],
  ["", "x.yaml", "it is not YAML"],
])("%j is refused without quoting it", async (text, name, reason) => {
  const error: unknown = await readObject(text, name).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ExpectedError);
  expect((error as ExpectedError).problem).toEqual({ code: "bad-input", what: name ?? "standard input", reason });
  expect(JSON.stringify(error)).not.toContain(MARK);
});

test("bytes that are no text are refused", () => {
  expect(() => textOf(new Uint8Array([0xff]), "tls.der")).toThrow("bad-input");
});
