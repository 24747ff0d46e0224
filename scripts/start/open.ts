/**
 * Opens VS Code with the packaged extension on a throw-away copy of the sample, until it is closed or Ctrl-C.
 * The argument is the command of a desktop VS Code; without one a browser shows it.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDesktop } from "./open-desktop.ts";
import { packOpener, packProduct, prepareRoom } from "./room.ts";
import { serveBrowser } from "./serve-browser.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lockers-start-"));
const abort = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    abort.abort();
  });
}
try {
  console.log("Building Lockers …");
  const room = prepareRoom(folder);
  const packages = [await packProduct(folder), await packOpener(folder)];
  const code = process.argv[2];
  await (code === undefined
    ? serveBrowser(room, packages, abort.signal)
    : openDesktop(code, room, packages, abort.signal));
} catch (error) {
  if (!abort.signal.aborted) throw error;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
