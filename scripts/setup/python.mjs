// Real clients for the interoperability tests: hvac and fedcloudclient.
import { existsSync } from "node:fs";
import path from "node:path";
import { onPath, pythonFolder, versions } from "./places.mjs";
import { fillFolder, program, step } from "./step.mjs";

/** `pip install` with `args`; throws where there is no Python. */
export async function pip(name, args) {
  const python = onPath("python3") ?? onPath("python");
  if (!python) throw new Error(`${name} comes from PyPI: install Python 3 with pip and run this again`);
  const quiet = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"];
  await program(`pip ${name}`, python, [...quiet, ...args], { limit: 240 });
}

/** Installs the clients into a folder for PYTHONPATH. */
export function pythonClients() {
  const wanted = [`hvac==${versions.hvac}`, `fedcloudclient==${versions.fedcloudclient}`];
  return step(
    `Python clients (${wanted.join(", ")})`,
    () => existsSync(path.join(pythonFolder, "fedcloudclient")),
    () => fillFolder(pythonFolder, (part) => pip("clients", ["--target", part, ...wanted])),
  );
}
