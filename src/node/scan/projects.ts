import { join, relative, sep } from "node:path";
import { parseIgnoreFile, type IgnoreFile } from "../../core/detection/ignore-file.ts";
import { readRulesText } from "./read-rules.ts";
import { projectFolder } from "./walk.ts";

/** The folder that fingerprints of the files below it count from, and its `.lockersignore`. */
export interface Project {
  readonly folder: string;
  readonly ignore: IgnoreFile;
}

/** The project of a folder, each `.lockersignore` read once. */
export function createProjects(): (folder: string) => Project {
  const byFolder = new Map<string, Project>();
  const byTop = new Map<string, Project>();
  return (folder) => {
    const known = byFolder.get(folder);
    if (known !== undefined) return known;
    const top = projectFolder(folder);
    const project = byTop.get(top) ?? { folder: top, ignore: readIgnoreFile(top) };
    byTop.set(top, project);
    byFolder.set(folder, project);
    return project;
  };
}

function readIgnoreFile(folder: string): IgnoreFile {
  return parseIgnoreFile(readRulesText(join(folder, ".lockersignore")));
}

/** From one folder to a path, with `/`; empty where they are the same. */
export function pathFrom(folder: string, path: string): string {
  return relative(folder, path).replaceAll(sep, "/");
}
