import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { createDetector } from "../../../../src/core/detection/detector.ts";

const detector = createDetector();
const scan = (text: string, path = "src/app.js") => detector.scan(text, { path });
const described = (text: string): readonly string[] =>
  scan(text).map((f) => `${f.rule} ${f.severity} ${f.fingerprint} ${text.slice(f.start, f.end).replaceAll("\r", "")}`);

/** Texts made of pieces that mean something to the engine, and of anything else. */
const piece = oneof(
  constantFrom(
    "password",
    "api_key",
    "token",
    "secret",
    "=",
    ": ",
    ":=",
    " => ",
    '"',
    "'",
    "`",
    "\\",
    "\n",
    "\r\n",
    " ",
    "\t",
    "${",
    "}",
    "(",
    ")",
    "ghp_",
    "AKIA",
    "sk_live_",
    "eyJ",
    "-----BEGIN RSA PRIVATE KEY-----",
    "-----END RSA PRIVATE KEY-----",
    "://",
    "@",
    "vault://local/secret/",
    "lockers:ignore",
    "kq8Zt71LwXp02VbnM",
    "\u0000",
    "\uD800",
    "\uFEFF",
    "пароль",
    "a.b.c",
  ),
  string({ maxLength: 40, unit: "binary" }),
  string({ maxLength: 60 }),
);
const text = array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

describe("the detector, on any text", () => {
  test("never throws; ranges lie inside the text, in order, without touching one another", () => {
    assert(
      property(text, (sample) => {
        let at = 0;
        for (const { start, end, fingerprint } of scan(sample)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(sample.length);
          expect(fingerprint).toMatch(/^[0-9a-f]{32}$/);
          at = end;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("finds the same with either kind of line break", () => {
    assert(
      property(text, (sample) => {
        const unix = sample.replaceAll("\r", "");
        const windows = unix.replaceAll("\n", "\r\n");
        expect(described(windows)).toEqual(described(unix));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a finding", () => {
  const secret = "Tr7!kqo-93x";
  const source = `const a = 1;\nconst dbPassword = "${secret}";\n`;

  test("says what the value is given to, and suggests a variable", () => {
    expect(scan(source)).toMatchObject([
      { rule: "generic-password", severity: "likely", assignedTo: "dbPassword", variable: "DB_PASSWORD" },
    ]);
  });

  test("keeps its fingerprint when the value or the rest of the file changes, and loses it when the line does", () => {
    const [before] = scan(source);
    expect(scan(source.replace(secret, "another-Val8e"))[0]?.fingerprint).toBe(before?.fingerprint);
    expect(scan(`// more\n  ${source}`)[0]?.fingerprint).toBe(before?.fingerprint);
    expect(scan(source.replace("const db", "let db"))[0]?.fingerprint).not.toBe(before?.fingerprint);
    expect(scan(source, "src/other.js")[0]?.fingerprint).not.toBe(before?.fingerprint);
  });

  test("tells equal lines apart by their order", () => {
    const prints = scan(source + source).map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(2);
  });

  test("is only possible in a test, unless its format is certain", () => {
    const token = ["sk", "live", "4eC39HqLyjWDarjtT1zdp7dc"].join("_");
    expect(scan(source, "test/db.test.js")[0]?.severity).toBe("possible");
    expect(scan(`const k = "${token}";`, "test/db.test.js")[0]?.severity).toBe("certain");
  });

  test("goes away by a comment of ours or of another scanner", () => {
    for (const comment of ["lockers:ignore", "gitleaks:allow", "pragma: allowlist secret", "secretlint-disable-line"]) {
      expect(scan(`const dbPassword = "${secret}"; // ${comment}\n`)).toEqual([]);
    }
    expect(scan(`// secretlint-disable-next-line\nconst dbPassword = "${secret}";\n`)).toEqual([]);
    expect(scan(`// secretlint-disable-next-line\n\nconst dbPassword = "${secret}";\n`)).toHaveLength(1);
  });

  test("a line of 5 MB and 20,000 findings are no trouble", () => {
    expect(scan("x".repeat(5_000_000))).toEqual([]);
    expect(scan(source.repeat(20_000))).toHaveLength(20_000);
    expect(scan(source.replaceAll("\n", " ").repeat(20_000))).toHaveLength(20_000);
  });
});

describe("a secret beside a secret", () => {
  const stripe = ["sk", "live", "9fKq2LmXw7RbT4vYc8HdN3sJ"].join("_");
  const github = ["gh", "p_", "9fKq2LmXw7RbT4vYc8HdN3sJx1Pz0d2zJ8bK"].join("");
  const hook = ["wh", "sec_", "9fKq2LmXw7RbT4vYc8HdN3sJx1Pz0d2z"].join("");

  test.each([
    `hook = verify("${stripe}", "${hook}")`,
    `curl -u ${stripe}:${github} api`,
    `export K=${github}:${stripe}`,
    `{"${github}": "${stripe}"}`,
    `x("${stripe}", /* lockers:ignore */\n y("${stripe}", "${github}")`,
  ])("is never told as its name: %s", (line) => {
    const findings = scan(line);
    expect(findings.length).toBeGreaterThan(0);
    for (const { assignedTo = "", variable } of findings) {
      for (const value of [stripe, github, hook]) {
        expect(assignedTo).not.toContain(value);
        expect(variable.replaceAll("_", "")).not.toContain(value.replaceAll("_", "").toUpperCase());
      }
    }
  });

  test("leaves a name alone that has the value in it", () => {
    expect(scan('apiToken9fKq2Lm = "9fKq2Lm"\npassword_x7RbT4vYc = "x7RbT4vYc"', "a.env").at(-1)).toMatchObject({
      assignedTo: "password_x7RbT4vYc",
    });
  });
});

test.each([
  ['pay("{}")', undefined],
  ['connect(shop, "{}")', undefined],
  ["https://u:{}@api.shop.test/v1", undefined],
  ['config.set("PAYMENT_KEY", "{}")', "PAYMENT_KEY"],
  ['const paymentKey: string = "{}"', "PAYMENT_KEY"],
  ['env["PAYMENT_KEY"] = "{}"', "PAYMENT_KEY"],
])("%s: a call, an argument or an address's user names no secret", (line, variable) => {
  const [finding] = scan(line.replace("{}", ["sk", "live", "9fKq2LmXw7RbT4vYc8HdN3sJ"].join("_")));
  expect(finding?.variable).toBe(variable ?? "STRIPE_LIVE_KEY");
});
