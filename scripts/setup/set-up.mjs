// Brings the parts that a command needs; each is left alone when it is there. Runs on Node 20 without any package.
import { chromium } from "./chromium.mjs";
import { openbao } from "./openbao.mjs";
import { packages } from "./packages.mjs";
import { pythonClients } from "./python.mjs";
import { logWriter, vscode } from "./vscode.mjs";

const parts = {
  openbao,
  chromium,
  python: pythonClients,
};

/** Sets up the packages of the repository and `names` (`vscode`, `chromium`, `openbao`, `python`), side by side. Throws the first failure. */
export async function setUp(names) {
  const first = packages();
  const others = names.filter((name) => name !== "vscode").map((name) => parts[name]());
  const editor = names.includes("vscode") ? [Promise.all([first, vscode()]).then(() => logWriter())] : [];
  const results = await Promise.allSettled([first, ...others, ...editor]);
  const failed = results.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
}
