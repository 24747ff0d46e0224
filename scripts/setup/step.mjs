// One step of the set-up: says what it does, how long it took, and where the log is when it failed.
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cache } from "./places.mjs";
import { run } from "./run.mjs";

/**
 * Does `work` unless `ready()` says that it was done before; `ready` is asked again afterwards.
 * Throws an error with a sentence for a person when the step failed.
 */
export async function step(name, ready, work) {
  if (await ready()) return;
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s`;
  console.log(`   ...  ${name}`);
  const reminder = setInterval(() => console.log(`${seconds()}  ${name}, still working`), 15_000);
  try {
    await work();
    if (!(await ready())) throw new Error(`${name} ended without an error, but what it should bring is not there`);
  } finally {
    clearInterval(reminder);
  }
  console.log(`${seconds()}  ${name}`);
}

/** Runs one program of a step; its output goes to a log file. Throws with the last lines when it fails or takes too long. */
export async function program(name, command, args, options) {
  const { code, output, timedOut } = await run(command, args, options);
  if (code === 0) return output;
  const log = path.join(cache, `${name.replaceAll(/\W+/g, "-")}.log`);
  mkdirSync(cache, { recursive: true });
  writeFileSync(log, output);
  const why = timedOut ? `took longer than ${options.limit} s` : `ended with ${code}`;
  throw new Error(`${name} ${why}; all of its output: ${log}\n${output.trimEnd().split("\n").slice(-12).join("\n")}`);
}

/** Lets `fill` fill a folder beside `folder` and puts it in place in one move: two set-ups at once do not disturb each other. */
export async function fillFolder(folder, fill) {
  const part = `${folder}.part-${process.pid}`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  try {
    await fill(part);
    rmSync(folder, { recursive: true, force: true });
    renameSync(part, folder);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}
