import { expect, test } from "vitest";
import { gradeByPath } from "../../../../src/core/detection/grade.ts";

test.each([
  "tests/login.py",
  "src/__snapshots__/a.snap",
  "docs/setup.md",
  "config/locales/de.yml",
  "vendor/github.com/x/y.go",
  "app/login.spec.ts",
  "app/test_login.py",
  "src/test/java/LoginTests.java",
  ".env.example",
  "config.sample.yml",
  "deploy/values.yaml.dist",
  "README.md",
  "packages/a/CHANGELOG",
  "readme.de.md",
])("what is likely is possible only in %s", (path) => {
  expect(gradeByPath("likely", path)).toBe("possible");
  expect(gradeByPath("certain", path)).toBe("certain");
});

test.each([
  "src/latest.ts",
  "src/contest.py",
  "app/templates.ts",
  ".env",
  "src/manual.ts",
  "docker-compose.yml",
  "src/attest.go",
  "",
])("and stays likely in %j", (path) => {
  expect(gradeByPath("likely", path)).toBe("likely");
});
