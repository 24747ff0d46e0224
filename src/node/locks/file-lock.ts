import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { SessionLock } from "../../core/sessions/session-lock.ts";

/** A holder touches its file this often; one not touched for long belongs to a process that died. */
const TOUCH_MS = 5000;
const STALE_MS = 20_000;
const PAUSE_MS = 50;

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** True where the file could be made, false where another has it. */
async function take(file: string): Promise<boolean> {
  try {
    await (await open(file, "wx", 0o600)).close();
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** Takes a dead process's file away. Moved first and looked at again: it may have become somebody's since. */
async function removeStale(file: string): Promise<void> {
  try {
    const seen = await stat(file);
    if (Date.now() - seen.mtimeMs < STALE_MS) return;
    const aside = `${file}.${randomUUID()}`;
    await rename(file, aside);
    const moved = await stat(aside);
    if (moved.ino === seen.ino && moved.mtimeMs === seen.mtimeMs) await rm(aside, { force: true });
    else await rename(aside, file);
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
  }
}

/** Keeps the file young as long as its holder lives. Gives what ends that. */
function keepYoung(file: string): () => void {
  const timer = setInterval(() => {
    const now = new Date();
    // A file that is gone is noticed by nobody but us, and there is nothing to do about it.
    utimes(file, now, now).catch(() => undefined);
  }, TOUCH_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** A lock between processes by files in a directory that all of them use; it is made where it is not there. */
export function createFileLock(directory: string): SessionLock {
  return {
    run: async (name, task) => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const file = join(directory, `${encodeURIComponent(name)}.lock`);
      while (!(await take(file))) {
        await removeStale(file);
        await wait(PAUSE_MS);
      }
      const stop = keepYoung(file);
      try {
        return await task();
      } finally {
        stop();
        await rm(file, { force: true });
      }
    },
  };
}
