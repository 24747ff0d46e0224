import { basename, join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { migrationCases, moveCase } from "../../../support/migration-cases.ts";
import { outputsOf } from "../../../support/run-programs.ts";

describe.each([
  ["javascript", "mjs"],
  ["typescript", "mjs"],
  ["python", "py"],
] as const)("%s prints the same before and after", (language, runner) => {
  const movable = migrationCases(language).filter(({ refused }) => refused === undefined);
  const moved = movable.map((given) => moveCase(given));
  let outputs: readonly string[] = [];

  beforeAll(async () => {
    const programs = movable.flatMap(({ extension, after }, index) => [
      { code: moved[index]?.text ?? "", extension, environment: {} },
      { code: after ?? "", extension, environment: moved[index]?.environment ?? {} },
    ]);
    outputs = await outputsOf(programs, runner);
  });

  test.each(movable.map(({ name }, index) => [name, index] as const))("%s", (_, index) => {
    const [before, after] = outputs.slice(2 * index);
    expect(before).not.toMatch(/^$|Error/);
    expect(after).toBe(before);
    const left = moved[index]?.values.filter((value) => movable[index]?.after?.includes(value));
    expect(left).toEqual([]);
  });
});

function wholeLiteral(language: string): string {
  return migrationCases(language).find(({ name }) => name === "whole-literal")?.after ?? "";
}

test("without its variable, a moved program stops and names it", async () => {
  const [typescript, python] = await Promise.all([
    outputsOf([{ code: wholeLiteral("typescript"), extension: ".ts", environment: {} }], "mjs"),
    outputsOf([{ code: wholeLiteral("python"), extension: ".py", environment: {} }], "py"),
  ]);
  expect(typescript).toEqual(["Error: DB_PASSWORD is not set"]);
  expect(python).toEqual(["KeyError 'DB_PASSWORD'\n"]);
});

test("moved TypeScript compiles under strict rules", () => {
  const sources = new Map(
    migrationCases("typescript").flatMap(({ name, extension, after }) =>
      after === undefined ? [] : [[`${name}${extension}`, `${after}\nexport {};\n`]],
    ),
  );
  const dotted = "the-document-says-process-env-dot.ts";
  const bracketed = new Map([...sources].filter(([name]) => name !== dotted));
  expect(sources.size - bracketed.size).toBe(1);
  expect(complaints(bracketed, { noPropertyAccessFromIndexSignature: true, noUncheckedIndexedAccess: true })).toEqual(
    [],
  );
  expect(complaints(new Map([...sources].filter(([name]) => name === dotted)), {})).toEqual([]);
});

const NODE = `
declare const process: { readonly env: { [name: string]: string | undefined } };
declare const console: { log(...values: unknown[]): void };
`;

function complaints(sources: ReadonlyMap<string, string>, stricter: ts.CompilerOptions): readonly string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.React,
    types: [],
    ...stricter,
  };
  const all = new Map([...sources, ["node.d.ts", NODE]]);
  const original = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...original,
    fileExists: (file) => all.has(basename(file)) || original.fileExists(file),
    getSourceFile: (file, version) => {
      const text = all.get(basename(file));
      return text === undefined ? original.getSourceFile(file, version) : ts.createSourceFile(file, text, version);
    },
  };
  const names = [...all.keys()].map((name) => join(process.cwd(), name));
  return ts
    .getPreEmitDiagnostics(ts.createProgram(names, options, host))
    .map(
      ({ file, messageText }) =>
        `${basename(file?.fileName ?? "")}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
}
