import { randomUUID } from "node:crypto";
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { ServerProfile } from "../core/connections/connections.ts";
import { parseProfiles } from "../core/connections/parse-profiles.ts";
import { ExpectedError, type Problem } from "../core/errors.ts";

/** Servers as `servers.json` in `LOCKERS_HOME` has them: `{"version":1,"servers":[…]}`. */
export interface KnownServers {
  readonly profiles: readonly ServerProfile[];
  /** Entries that could not be used. */
  readonly problems: readonly Problem[];
}

/** Reads the file; none is an empty list. Throws `bad-input` where it is no JSON, `file-unreadable`. */
export async function readServers(file: string): Promise<KnownServers> {
  const text = await contents(file);
  if (text === undefined) return { profiles: [], problems: [] };
  try {
    return parseProfiles(JSON.parse(text));
  } catch (error) {
    throw new ExpectedError({ code: "bad-input", what: file, reason: "it is not JSON" }, { cause: error });
  }
}

/** Replaces the file as a whole, for this user alone. Throws `file-unwritable`. */
export async function writeServers(file: string, profiles: readonly ServerProfile[]): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(aside, `${JSON.stringify({ version: 1, servers: profiles }, null, 2)}\n`, { mode: 0o600 });
    await chmod(aside, 0o600);
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw new ExpectedError({ code: "file-unwritable", file }, { cause: error });
  }
}

async function contents(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new ExpectedError({ code: "file-unreadable", file }, { cause: error });
  }
}
