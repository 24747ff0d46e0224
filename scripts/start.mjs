// npm start: sets up what is missing, builds Lockers and opens a real VS Code on a copy of the sample workspace.
// `npm start -- --browser` takes the browser build even where a desktop VS Code is installed.
// Runs on Node 20 without any package.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { node, repository } from "./setup/places.mjs";
import { setUp } from "./setup/set-up.mjs";
import { desktopCode } from "./start/desktop-code.mjs";

const code = process.argv.includes("--browser") ? undefined : desktopCode();
console.log("Setting up Lockers. The first time this takes a minute or two.");
try {
  await setUp(code === undefined ? ["vscode"] : []);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const open = fileURLToPath(new URL("start/open.ts", import.meta.url));
const child = spawn(node, [open, ...(code === undefined ? [] : [code])], { cwd: repository, stdio: "inherit" });
process.on("SIGINT", () => {}); // the terminal sends it to the child as well, which tidies up
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("close", (exit) => process.exit(exit ?? 1));
