import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLocalVault } from "../../src/node/local-vault/in-process.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import { CHEAP } from "./local-vault.ts";
import { killProcess } from "./openbao.ts";

const REPOSITORY = join(import.meta.dirname, "..", "..");
const PROGRAM = join(REPOSITORY, "dist", "cli.mjs");

/** Builds the command line where the sources are newer than what is built. `npm test` has built it before. */
export function buildCli(): void {
  const built = statSync(PROGRAM, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = globSync("src/{core,node,cli}/**/*.ts", { cwd: REPOSITORY });
  if (sources.some((file) => statSync(join(REPOSITORY, file)).mtimeMs > built)) {
    execFileSync(process.execPath, ["esbuild.mjs"], { cwd: REPOSITORY });
  }
}

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output, byte for byte. */
  readonly bytes: Buffer;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Buffer;
  readonly cwd?: string;
}

/** A computer with a home of its own, on which the built command line runs. */
export interface CliHost {
  /** `LOCKERS_HOME`. */
  readonly home: string;
  /** An empty folder to work in. */
  readonly folder: string;
  readonly lockers: (args: readonly string[], options?: CliOptions) => Promise<Ran>;
  /** Starts it and leaves it running; `close` ends it. */
  readonly start: (args: readonly string[], options?: CliOptions) => ChildProcess;
  /** Everything that was written: all output so far, and all files of home and folder, by name. */
  readonly written: () => ReadonlyMap<string, Buffer>;
  readonly close: () => Promise<void>;
}

export function cliHost(env: Readonly<Record<string, string>> = {}): CliHost {
  const root = mkdtempSync(join(tmpdir(), "lockers-cli-"));
  const home = join(root, "home");
  const folder = mkdtempSync(join(root, "work-"));
  const outputs: Buffer[] = [];
  const children = new Set<ChildProcess>();

  function start(args: readonly string[], options: CliOptions = {}): ChildProcess {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd: options.cwd ?? folder,
      env: { PATH: process.env["PATH"], HOME: root, LOCKERS_HOME: home, ...env, ...options.env },
      stdio: "pipe",
    });
    children.add(child);
    child.once("close", () => children.delete(child));
    child.stdin.on("error", () => undefined); // it may end without reading
    child.stdin.end(options.stdin ?? "");
    return child;
  }

  function lockers(args: readonly string[], options?: CliOptions): Promise<Ran> {
    const child = start(args, options);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => err.push(chunk));
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status) => {
        const bytes = Buffer.concat(out);
        const complaints = Buffer.concat(err);
        outputs.push(complaints);
        resolve({ status, bytes, out: bytes.toString("utf8"), err: complaints.toString("utf8") });
      });
    });
  }

  return {
    home,
    folder,
    lockers,
    start,
    written() {
      const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const contents = files.map((entry): [string, Buffer] => {
        const file = join(entry.parentPath, entry.name);
        return [file, readFileSync(file)];
      });
      return new Map([...contents, ["standard error", Buffer.concat(outputs)]]);
    },
    async close() {
      await Promise.all([...children].map(killProcess));
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Makes the host's local vault, whose passphrase costs no time: for tests that start the program very often. */
export async function makeCheapVault({ home }: CliHost, passphrase: string): Promise<void> {
  const vault = openLocalVault({ file: join(home, "vault.db"), cost: CHEAP });
  await vault.create({ kind: "passphrase", passphrase: Secret.of(passphrase) });
  await vault.close();
}
