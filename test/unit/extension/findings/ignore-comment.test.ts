import { describe, expect, test } from "vitest";
import { createDetector } from "../../../../src/core/detection/detector.ts";
import { applyEdits } from "../../../../src/core/text/edits.ts";
import { ignoreComment } from "../../../../src/extension/findings/ignore-comment.ts";

const VALUE = "gr4vel-Heron-22-Moss";

function commented(languageId: string, name: string, text: string): string {
  const start = text.indexOf(VALUE);
  const end = text.lastIndexOf(VALUE) + VALUE.length;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const made = ignoreComment({ text, languageId, name, eol }, { start, end });
  return typeof made === "string"
    ? made
    : applyEdits(text, [{ start: made.offset, end: made.offset, text: made.text }]);
}

describe("a comment that keeps a finding away is the language's own", () => {
  test.each([
    ["javascript", "a.js", `const p = "${VALUE}";\nnext();`, `const p = "${VALUE}"; // lockers:ignore\nnext();`],
    ["python", "a.py", `password = "${VALUE}"\r\nx = 1\r\n`, `password = "${VALUE}"  # lockers:ignore\r\nx = 1\r\n`],
    ["yaml", "a.yml", `db:\n  password: ${VALUE}\n`, `db:\n  password: ${VALUE}  # lockers:ignore\n`],
    ["sql", "a.sql", `SET PASSWORD '${VALUE}';`, `SET PASSWORD '${VALUE}'; -- lockers:ignore`],
    ["html", "a.html", `<a password="${VALUE}">\n`, `<a password="${VALUE}"> <!-- lockers:ignore -->\n`],
    ["css", "a.css", `a{b:"${VALUE}"}`, `a{b:"${VALUE}"} /* lockers:ignore */`],
  ])("%s", (languageId, name, before, after) => {
    expect(commented(languageId, name, before)).toBe(after);
  });

  test.each([
    ["dotenv", ".env", `A=1\nPASSWORD=${VALUE}\n`, `A=1\n# lockers:ignore-next-line\nPASSWORD=${VALUE}\n`],
    ["plaintext", ".env.local", `PASSWORD=${VALUE}`, `# lockers:ignore-next-line\nPASSWORD=${VALUE}`],
    ["properties", "a.properties", `  password=${VALUE}`, `  # lockers:ignore-next-line\n  password=${VALUE}`],
    ["ini", "a.ini", `[a]\r\npassword=${VALUE}\r\n`, `[a]\r\n; lockers:ignore-next-line\r\npassword=${VALUE}\r\n`],
    ["javascript", "a.js", `k = "${VALUE}\\\n${VALUE}"`, `// lockers:ignore-next-line\nk = "${VALUE}\\\n${VALUE}"`],
  ])("%s has it above, where a comment may not follow a value", (languageId, name, before, after) => {
    expect(commented(languageId, name, before)).toBe(after);
  });

  test.each([
    ["javascript", "a.js", `const password = "${VALUE}";\n`],
    ["python", "a.py", `password = "${VALUE}"\n`],
    ["dotenv", ".env", `PASSWORD=${VALUE}\n`],
    ["yaml", "a.yaml", `password: ${VALUE}\n`],
    ["ini", "a.ini", `password=${VALUE}\r\n`],
  ])("and the scan of a %s file finds nothing then", (languageId, name, text) => {
    const detector = createDetector();
    expect(detector.scan(text, { path: name })).toHaveLength(1);
    expect(detector.scan(commented(languageId, name, text), { path: name })).toEqual([]);
  });
});

describe("where a comment would become part of a text, there is none", () => {
  test.each([
    ["json", "a.json", `{"password": "${VALUE}"}`, "none"],
    ["plaintext", "notes.txt", `password: ${VALUE}`, "none"],
    ["javascript", "a.js", `const t = \`\npassword=${VALUE}\n\`;`, "inside"],
    ["javascript", "a.js", `const t = \`password=${VALUE}\n\`;`, "inside"],
    ["javascriptreact", "a.jsx", `<Login password="${VALUE}" />`, "inside"],
    ["python", "a.py", `T = """\na\npassword: ${VALUE}\n"""`, "inside"],
    ["shellscript", "a.sh", `curl \\\n  -p ${VALUE}`, "inside"],
    ["shellscript", "a.sh", `mysql -p${VALUE} \\\n  --x`, "inside"],
    ["shellscript", "a.sh", `cat <<EOF\npassword=${VALUE}\nEOF\n`, "inside"],
    ["yaml", "a.yml", `text: |\n  password=${VALUE}\n`, "inside"],
    ["html", "a.html", `<a\n password="${VALUE}"\n>`, "inside"],
    ["html", "a.html", `<script>\nf("<b>${VALUE}</b>", x) // >\n</script>`, "inside"],
  ])("%s %s %j", (languageId, name, text, reason) => {
    expect(commented(languageId, name, text)).toBe(reason);
  });
});
