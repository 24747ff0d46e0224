/** How long `lockers --version` takes beside an empty Node. */

import { spawnSync } from "node:child_process";
import { node, repository } from "../setup/places.mjs";
import { type Bench, median } from "./figure.ts";

const runs = 25;

function milliseconds(args: readonly string[]): number {
  const started = performance.now();
  const { status } = spawnSync(node, args, { cwd: repository, stdio: "ignore" });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${String(status)}`);
  return performance.now() - started;
}

export const bench: Bench = () => {
  const empty: number[] = [];
  const ours: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    empty.push(milliseconds(["-e", "0"]));
    ours.push(milliseconds(["dist/cli.mjs", "--version"]));
  }
  return Promise.resolve([
    { what: "node -e 0", value: median(empty), unit: "ms" },
    { what: "lockers --version", value: median(ours), unit: "ms" },
    { what: "lockers --version beside node -e 0", value: median(ours) / median(empty), unit: "times", atMost: 1.3 },
  ]);
};
