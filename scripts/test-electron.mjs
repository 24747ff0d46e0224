// npm run test:electron: the suites of the extension host in a desktop VS Code, where one can be downloaded.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { node, onPath, repository } from "./setup/places.mjs";
import { setUp } from "./setup/set-up.mjs";

try {
  await setUp([]);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const main = [node, fileURLToPath(new URL("test/electron.ts", import.meta.url))];
const { DISPLAY, WAYLAND_DISPLAY } = process.env;
const display = process.platform !== "linux" || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined;
if (!display && onPath("xvfb-run") === undefined) {
  console.error("A desktop VS Code needs a display, and there is none. Install xvfb, or use: npm run test:extension");
  process.exit(1);
}
const [command, ...args] = display ? main : ["xvfb-run", "-a", ...main];
process.exit(spawnSync(command, args, { cwd: repository, stdio: "inherit", timeout: 15 * 60_000 }).status ?? 1);
