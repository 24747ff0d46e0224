/** Runs scripts/bench/*.bench.ts, or those that are named, and prints each figure beside its budget. */

import { globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { repository } from "../setup/places.mjs";
import { npm } from "../setup/packages.mjs";
import { program } from "../setup/step.mjs";
import type { Bench, Figure } from "./figure.ts";

function line({ what, value, unit, atMost, atLeast }: Figure): string {
  const over = (atMost !== undefined && value > atMost) || (atLeast !== undefined && value < atLeast);
  const budget = atMost === undefined ? (atLeast === undefined ? "" : `≥ ${atLeast}`) : `≤ ${atMost}`;
  const shown = value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
  return `${over ? "OVER" : "ok  "}  ${what.padEnd(62)} ${shown.padStart(9)} ${unit.padEnd(6)} ${budget}`;
}

async function load(file: string): Promise<Bench> {
  const module = (await import(pathToFileURL(path.join(repository, file)).href)) as { bench: Bench };
  return module.bench;
}

const names = process.argv.slice(2);
const files = globSync("scripts/bench/*.bench.ts", { cwd: repository })
  .filter((file) => names.length === 0 || names.includes(path.basename(file, ".bench.ts")))
  .toSorted();
await program("build", npm, ["run", "--silent", "build"], { cwd: repository, limit: 60 });
for (const file of files) {
  const bench = await load(file);
  for (const figure of await bench()) console.log(line(figure));
}
