import { open } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { ExpectedError } from "../core/errors.ts";
import { Secret } from "../core/secrets/secret.ts";

/** No token is longer: a batch token of Vault has some hundred characters. */
const LONGEST = 16 * 1024;

/** `~` is the person's own directory, as programs that write such files mean it. */
function placeOf(file: string, home: string): string {
  return /^~(?:[/\\]|$)/u.test(file) ? join(home, file.slice(1)) : resolve(home, file);
}

async function contents(file: string): Promise<string | undefined> {
  try {
    const handle = await open(file, "r");
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST + 1), 0, LONGEST + 1, 0);
      return buffer.toString("utf8", 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new ExpectedError({ code: "file-unreadable", file }, { cause: error });
  }
}

/**
 * The token in a file that another program keeps (`bao login`, an agent's sink). Undefined where there is no such file.
 * Throws `bad-input` where it holds something else than one token, without quoting it, and `file-unreadable`.
 */
export async function readTokenFile(file: string, home: string = homedir()): Promise<Secret | undefined> {
  const place = placeOf(file, home);
  const text = (await contents(place))?.trim();
  if (text === undefined) return undefined;
  if (!/^[\u0021-\u007E]+$/u.test(text) || text.length > LONGEST)
    throw new ExpectedError({ code: "bad-input", what: place, reason: "it does not hold one token" });
  return Secret.of(text);
}
