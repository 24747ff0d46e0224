import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { transform } from "esbuild";

const run = promisify(execFile);

/** A program and what it finds in its environment. */
export interface Program {
  readonly code: string;
  /** With its dot; decides what runs it. */
  readonly extension: string;
  readonly environment: Readonly<Record<string, string>>;
}

// One process runs all programs of a language: each is a module of its own, with its own variables set before.
const RUNNERS = {
  mjs: `
import { readFileSync } from "node:fs";
import { format } from "node:util";
const results = [];
const log = console.log;
for (const { file, environment } of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const lines = [];
  console.log = (...values) => lines.push(format(...values));
  Object.assign(process.env, environment);
  try { await import(file); } catch (error) { lines.push(String(error)); }
  for (const name of Object.keys(environment)) delete process.env[name];
  results.push(lines.join("\\n"));
}
log(JSON.stringify(results));
`,
  py: `
import contextlib, io, json, os, runpy, sys
results = []
for program in json.load(open(sys.argv[1], encoding="utf-8")):
    os.environ.update(program["environment"])
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            runpy.run_path(program["file"], run_name="__main__")
        except BaseException as error:
            print(type(error).__name__, error)
    for name in program["environment"]:
        del os.environ[name]
    results.append(out.getvalue())
print(json.dumps(results))
`,
} as const;

/** Runs programs of one language one after the other and gives what each printed; an error is printed by its name. */
export async function outputsOf(
  programs: readonly Program[],
  runner: keyof typeof RUNNERS,
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "lockers-programs-"));
  try {
    const files = await Promise.all(programs.map((program, index) => writeProgram(folder, program, index)));
    const list = join(folder, "list.json");
    writeFileSync(
      list,
      JSON.stringify(programs.map(({ environment }, index) => ({ file: files[index], environment }))),
    );
    const script = join(folder, `runner.${runner}`);
    writeFileSync(script, RUNNERS[runner]);
    const { stdout } = await run(runner === "py" ? "python3" : process.execPath, [script, list]);
    return JSON.parse(stdout) as readonly string[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeProgram(folder: string, { code, extension }: Program, index: number): Promise<string> {
  // JSX is no JavaScript yet, and Node drops types only from `.ts`.
  const jsx = extension.endsWith("x");
  const loader = extension === ".tsx" ? "tsx" : "jsx";
  const file = join(folder, `program-${index}${jsx ? ".mjs" : extension}`);
  writeFileSync(file, jsx ? (await transform(code, { loader, charset: "utf8" })).code : code);
  return file;
}
