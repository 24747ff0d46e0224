// Types, lint, format, unused code, architecture and unit tests; everything at once, output of what failed.
import { spawn } from "node:child_process";

const steps = { types: "types", lint: "lint", format: "format:check", unused: "unused", unit: "test:unit" };

function run(name, script) {
  return new Promise((resolve) => {
    const child = spawn("npm", ["run", "-s", script], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("close", (code) => resolve({ name, code, output }));
  });
}

const started = Date.now();
const results = await Promise.all(Object.entries(steps).map(([name, script]) => run(name, script)));
for (const { name, code, output } of results) {
  if (code !== 0) console.log(`--- ${name}\n${output}`);
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${name}`);
}
console.log(`${((Date.now() - started) / 1000).toFixed(1)} s`);
process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1;
