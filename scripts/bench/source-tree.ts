import { copyFileSync, mkdirSync, readdirSync, utimesSync } from "node:fs";
import path from "node:path";
import { repository } from "../setup/places.mjs";

const PER_FOLDER = 40;
const SOURCE = /\.(?:js|ts|mjs|cjs|json|md|yml)$/;
/** A scan remembers nothing of files that changed within the last two seconds. */
const OLD = new Date(Date.now() - 3_600_000);

/** So many sources of this project's dependencies, in folders of their own; some come twice where there are too few. */
export function makeSourceTree(folder: string, count: number): void {
  const sources = readdirSync(path.join(repository, "node_modules"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
  for (let index = 0; index < count; index++) {
    const source = sources[index % sources.length] ?? "";
    const below = path.join(folder, `package-${Math.floor(index / PER_FOLDER)}`);
    mkdirSync(below, { recursive: true });
    const file = path.join(below, `${index}-${path.basename(source)}`);
    copyFileSync(source, file);
    utimesSync(file, OLD, OLD);
  }
}
