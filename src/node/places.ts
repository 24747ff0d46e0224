import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";

/** What places depend on; tests pass their own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly home: string;
}

export function systemSurroundings(): Surroundings {
  return { env: process.env, platform: process.platform, home: homedir() };
}

/** Files of the user's data directory. */
export interface Places {
  readonly directory: string;
  /** The local vault. */
  readonly vault: string;
  /** Folder of the approvals of mappings. */
  readonly approvals: string;
}

/**
 * `LOCKERS_HOME`, else where the system keeps a program's data: `%LOCALAPPDATA%\Lockers`, `~/Library/Application
 * Support/Lockers`, `$XDG_DATA_HOME/lockers` or `~/.local/share/lockers` (XDG Base Directory Specification).
 */
export function places(around: Surroundings = systemSurroundings()): Places {
  const directory = dataDirectory(around);
  return { directory, vault: join(directory, "vault.db"), approvals: join(directory, "approvals") };
}

function dataDirectory({ env, platform, home }: Surroundings): string {
  const chosen = env["LOCKERS_HOME"];
  if (isSet(chosen)) return resolve(chosen);
  if (platform === "win32") return join(absolute(env["LOCALAPPDATA"]) ?? join(home, "AppData", "Local"), "Lockers");
  if (platform === "darwin") return join(home, "Library", "Application Support", "Lockers");
  return join(absolute(env["XDG_DATA_HOME"]) ?? join(home, ".local", "share"), "lockers");
}

function isSet(variable: string | undefined): variable is string {
  return variable !== undefined && variable !== "";
}

/** The XDG specification asks to pass over relative paths. */
function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}

/** What tells a container and its mounts; tests pass their own. */
export interface ContainerProbes {
  /** True where a file is there. */
  readonly exists: (path: string) => boolean;
  /** Text of a file, empty where it cannot be read. */
  readonly read: (path: string) => string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export const systemProbes: ContainerProbes = {
  exists: (path) => statSync(path, { throwIfNoEntry: false }) !== undefined,
  read: (path) => {
    try {
      return readFileSync(path, "utf8");
    } catch {
      return "";
    }
  },
  env: process.env,
};

/**
 * True where the directory would vanish with the container: this is one, no mount but the container's own root holds
 * the directory, and no `LOCKERS_HOME` says that the person decided for it. Asked before the only copy of a secret is moved there (problem `vault-in-container`).
 */
export function vanishesWithContainer(directory: string, probes: ContainerProbes = systemProbes): boolean {
  return !isSet(probes.env["LOCKERS_HOME"]) && isContainer(probes) && mountPoint(directory, probes) === "/";
}

function isContainer({ exists, read, env }: ContainerProbes): boolean {
  if (hasDiskOfItsOwn(read)) return false;
  if (exists("/.dockerenv") || exists("/run/.containerenv")) return true;
  if (isSet(env["container"])) return true;
  return /\/(?:docker|lxc|kubepods|libpod|containerd)[/-]/.test(read("/proc/1/cgroup"));
}

/** True where the root is an ordinary file system on a disk: a machine whose image was a container's, and kept its marks. */
function hasDiskOfItsOwn(read: ContainerProbes["read"]): boolean {
  const root = read("/proc/self/mountinfo")
    .split("\n")
    .find((line) => line.split(" ")[4] === "/");
  const [type = "", source = ""] = root?.split(" - ")[1]?.split(" ") ?? [];
  return /^(?:ext[2-4]|xfs|f2fs)$/.test(type) && source.startsWith("/dev/") && !source.includes("docker");
}

/** The mount that holds a path (proc_pid_mountinfo(5), field 5), `/` where nothing nearer is known. */
function mountPoint(directory: string, { read }: ContainerProbes): string {
  const points = new Set(
    read("/proc/self/mountinfo")
      .split("\n")
      .map((line) => unescape(line.split(" ")[4] ?? "")),
  );
  let at = resolve(directory);
  while (at !== "/" && !points.has(at)) at = dirname(at);
  return at;
}

/** Spaces and the like are written as `\040`. */
function unescape(field: string): string {
  return field.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
