import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ExpectedError, type Problem } from "../../../../src/core/errors.ts";
import { addToMapping, mappingWith, MAPPING_HEADER } from "../../../../src/core/references/mapping-edits.ts";
import { parseMapping, type Mapping } from "../../../../src/core/references/mapping.ts";
import { applyEdits } from "../../../../src/core/text/edits.ts";

/** Names with their composed text, `${X}` for a variable; references as they are written. */
function read(text: string): Record<string, string> {
  return written(parseMapping(text, "lockers.env"));
}

function written(mapping: Mapping): Record<string, string> {
  return Object.fromEntries(
    mapping.entries.map(({ name, value }) => [
      name,
      value.kind === "reference"
        ? value.text
        : value.parts.map((part) => ("text" in part ? part.text : `<${part.variable}>`)).join(""),
    ]),
  );
}

function problemOf(text: string): Problem | undefined {
  try {
    parseMapping(text, "lockers.env");
    return undefined;
  } catch (error) {
    if (error instanceof ExpectedError) return error.problem;
    throw error;
  }
}

test("the example of the contract", () => {
  const text = [
    "# values are fetched when something starts",
    "DB_PASSWORD=vault://egi/secrets/~/shop/db/password",
    "DB_HOST=db.example.org",
    'DATABASE_URL="postgres://shop:${DB_PASSWORD}@${DB_HOST}/shop"',
    "",
  ].join("\n");
  const mapping = parseMapping(text, "lockers.env");
  expect(written(mapping)).toEqual({
    DB_PASSWORD: "vault://egi/secrets/~/shop/db/password",
    DB_HOST: "db.example.org",
    DATABASE_URL: "postgres://shop:<DB_PASSWORD>@<DB_HOST>/shop",
  });
  expect(mapping.entries.map(({ line }) => line)).toEqual([2, 3, 4]);
  expect(mapping.entries.map(({ start, end }) => text.slice(start, end))).toEqual([
    "vault://egi/secrets/~/shop/db/password",
    "db.example.org",
    '"postgres://shop:${DB_PASSWORD}@${DB_HOST}/shop"',
  ]);
});

describe("dotenv syntax", () => {
  test.each<[string, string, Record<string, string>]>([
    ["empty text", "", {}],
    ["blank lines and comments", "\n  # a\n\t\n#b=c\n", {}],
    ["no line break at the end", "A=1", { A: "1" }],
    ["CRLF", "A=1\r\nB='x'\r\n# c\r\nC=\r\n", { A: "1", B: "x", C: "" }],
    ["byte order mark", "\uFEFFA=1", { A: "1" }],
    ["export, spaces around =", "export A = 1\n\tB= 2  ", { A: "1", B: "2" }],
    ["# inside a value", "A=a#b\nB=#c\nC=a #b\nD= # b\nE=a  # b", { A: "a#b", B: "#c", C: "a", D: "", E: "a" }],
    ["single quotes", "A='a \"b\" \\n ${B} #' # c\nB=''", { A: 'a "b" \\n ${B} #', B: "" }],
    ["double quotes", String.raw`A="a\n\t\r\"\\\$ 'x' #" # c`, { A: "a\n\t\r\"\\$ 'x' #" }],
    ["quotes over lines", "A='x\ny'\nB=\"x\n\ny\"\nC=1", { A: "x\ny", B: "x\n\ny", C: "1" }],
    ["bare $", 'A=a$b$\nB="$ $A"', { A: "a$b$", B: "$ $A" }],
    ["a quote in the middle", "A=it's", { A: "it's" }],
    ["JSON", `A={"a": [1, 2]}`, { A: `{"a": [1, 2]}` }],
    ["names used before their line", "A=${B}x\nB=1", { A: "<B>x", B: "1" }],
    ["quoted reference", "A='vault://local/secret/a/k'", { A: "vault://local/secret/a/k" }],
    [
      "reference with a comment",
      "A=vault://local/secret/a/k?version=2 # old",
      { A: "vault://local/secret/a/k?version=2" },
    ],
  ])("%s", (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test("lines are counted over multi-line values", () => {
    const lines = parseMapping("A='x\ny'\n\nB=\"1\r\n2\r\n3\"\nC=1", "f").entries.map(({ line }) => line);
    expect(lines).toEqual([1, 4, 7]);
  });

  test.each<[string, string, number]>([
    ["not an assignment", "A=1\nfoo\n", 2],
    ["a name with a dash", "A-B=1", 1],
    ["a name that begins with a digit", "1A=1", 1],
    ["text after quotes", "A='x'y", 1],
    ["a comment without space after quotes", 'A="x"#y', 1],
    ["an unclosed quote", "B=1\nA='x\n", 2],
    ["an unclosed double quote", 'A="x', 1],
    ["an unknown escape", String.raw`A="C:\dir"`, 1],
    ["a duplicate", "A=1\nB=2\nA=1", 3],
    ["an unknown name", "A=1\nB=${C}", 2],
    ["an empty name", "A=${}", 1],
    ["itself", 'A="${A}"', 1],
    ["a circle", "A=${B}\nB=${C}\nC=${A}", 3],
    ["PATH", "PATH=/x", 1],
    ["a refused name in lower case", "A=1\nhttp_proxy=x", 2],
    ["LD_PRELOAD", "LD_PRELOAD=x", 1],
    ["NODE_OPTIONS", "NODE_OPTIONS=x", 1],
    ["VAULT_TOKEN", "VAULT_TOKEN=vault://local/secret/a/k", 1],
    ["LOCKERS_SERVER", "LOCKERS_SERVER=x", 1],
    ["PYTHONPATH", "PYTHONPATH=x", 1],
    ["GIT_SSH_COMMAND", "GIT_SSH_COMMAND=x", 1],
    ["something else than a name in braces", "A=${a b}", 1],
  ])("refuses %s", (_, text, line) => {
    expect(problemOf(text)).toMatchObject({ code: "mapping-syntax", file: "lockers.env", line });
  });

  test.each(
    [
      "NODE_EXTRA_CA_CERTS NODE_PATH NODE_TLS_REJECT_UNAUTHORIZED SSL_CERT_FILE SSL_CERT_DIR OPENSSL_CONF ELECTRON_RUN_AS_NODE",
      "_JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH NPM_CONFIG_REGISTRY npm_config_script_shell ZDOTDIR PROMPT_COMMAND PS4",
      "PATHEXT ComSpec SHELLOPTS BASHOPTS",
    ].flatMap((names) => names.split(" ")),
  )("%s steers programs", (name) => {
    expect(problemOf(`${name}=x`)).toMatchObject({ code: "mapping-syntax", reason: expect.stringContaining("steers") });
  });

  test.each([
    ["in the place of a name", "hunter2-canary=1"],
    ["between braces", 'A="x${hunter2-canary}"'],
    ["behind a backslash", String.raw`A="\hunter2-canary"`],
  ])("a text that may be a secret is not quoted: %s", (_, text) => {
    const problem = problemOf(text);
    expect(problem?.code).toBe("mapping-syntax");
    expect(JSON.stringify(problem)).not.toMatch(/hunter2|\\h/u);
  });

  test.each([
    ["spaces", `A=x${" ".repeat(150_000)}y`],
    ["bare braces that are not closed", `A=x}${"${".repeat(150_000)}`],
    ["quoted braces that are not closed", `A="${"${".repeat(150_000)}"`],
  ])("a long line of %s is read in time", (_, text) => {
    expect(Object.keys(read(text))).toEqual(["A"]);
  });

  test.each(["ENVIRONMENT", "MY_PATH", "LDAP_URL", "GITHUB_TOKEN", "PROXY", "RUB", "ENV_NAME"])(
    "%s is allowed",
    (name) => {
      expect(read(`${name}=1`)).toEqual({ [name]: "1" });
    },
  );

  test("a malformed reference is broken, with its line", () => {
    expect(problemOf("A=1\nB=vault://local/secret/key")).toMatchObject({
      code: "reference-broken",
      file: "lockers.env",
      line: 2,
      cause: { code: "reference-syntax" },
    });
    expect(problemOf("S=dev\nB=vault://local/secret/${S}/key")?.code).toBe("reference-broken");
  });

  test("any text is read or refused with a line", () => {
    const texts = fc.string({ unit: fc.constantFrom(..."AB=#'\"\\\n\r ${}x".split("")), maxLength: 40 });
    fc.assert(
      fc.property(texts, (text) => {
        const problem = problemOf(text);
        const line = problem?.code === "mapping-syntax" ? problem.line : 1;
        expect(["mapping-syntax", undefined]).toContain(problem?.code);
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(text.split("\n").length);
      }),
    );
  });
});

describe("addToMapping", () => {
  const addition = { name: "NEW", kind: "reference", reference: "vault://local/secret/a/k" } as const;

  test.each<[string, string, string]>([
    ["a new file", "", `${MAPPING_HEADER}\nNEW=vault://local/secret/a/k\n`],
    ["a line at the end", "A=1\n", "A=1\nNEW=vault://local/secret/a/k\n"],
    ["a missing last line break", "A=1", "A=1\nNEW=vault://local/secret/a/k\n"],
    ["CRLF", "A=1\r\nB=2", "A=1\r\nB=2\r\nNEW=vault://local/secret/a/k\r\n"],
    ["a value that is there", "NEW='x' # why\nB=2\n", "NEW=vault://local/secret/a/k # why\nB=2\n"],
    ["the same line", "NEW=vault://local/secret/a/k\n", "NEW=vault://local/secret/a/k\n"],
    ["an empty value", "export NEW=\nB=2\n", "export NEW=vault://local/secret/a/k\nB=2\n"],
    ["an empty value with a comment", "NEW= # c\n", "NEW=vault://local/secret/a/k # c\n"],
  ])("%s", (_, before, after) => {
    expect(mappingWith(before, "lockers.env", [addition])).toBe(after);
  });

  test("several at once", () => {
    const url = {
      name: "URL",
      kind: "composed",
      parts: [{ text: "x://u:" }, { variable: "NEW" }, { text: '@h/"$' }],
    } as const;
    expect(mappingWith("A=1\n", "f", [addition, url])).toBe(
      'A=1\nNEW=vault://local/secret/a/k\nURL="x://u:${NEW}@h/\\"\\$"\n',
    );
  });

  test("every composed text comes back as it was, and the rest of the file stays", () => {
    const texts = fc.string({
      unit: fc.oneof(fc.constantFrom(..."'\"\\$ {}#\n\r\tA".split("")), fc.string({ maxLength: 1 })),
    });
    fc.assert(
      fc.property(texts, texts, (first, second) => {
        const before = "# keep\r\nOTHER='1' # this\r\n";
        const parts = [{ text: first }, { variable: "OTHER" }, { text: second }];
        const edits = addToMapping(before, "f", [
          { name: "PLAIN", kind: "composed", parts: [{ text: first }] },
          { name: "MIXED", kind: "composed", parts },
        ]);
        const after = applyEdits(before, edits);
        expect(after.startsWith(before)).toBe(true);
        const result = read(after);
        expect(result).toEqual({ OTHER: "1", PLAIN: first, MIXED: `${first}<OTHER>${second}` });
      }),
    );
  });
});
