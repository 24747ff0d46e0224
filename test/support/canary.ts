/** Looks for a marked secret wherever something was written. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Long and random enough to stand nowhere by chance; letters and signs that URL encoding changes. */
export function marker(random: string): string {
  return `Cn4!${random}+Q/${random}`;
}

/**
 * The texts and bytes that give `secret` away: plain (UTF-8 and UTF-16), URL-encoded, hex, JSON-escaped, and base64 whatever stands
 * before it (three alignments, both alphabets; the first and last characters depend on the neighbours and are left out).
 */
export function traces(secret: string): readonly Buffer[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const core = whole.slice(offset === 0 ? 0 : 4, -2);
    return [core, core.replaceAll("+", "-").replaceAll("/", "_")];
  });
  const hex = bytes.toString("hex");
  const texts = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    hex,
    hex.toUpperCase(),
    ...base64,
  ];
  return [...new Set(texts)].flatMap((text) => [Buffer.from(text), Buffer.from(text, "utf16le")]);
}

/** True where the text or bytes give `secret` away. */
export function givesAway(content: string | Buffer, secret: string): boolean {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return traces(secret).some((trace) => bytes.includes(trace));
}

/** The files under `folders` that give `secret` away. Files and folders that vanish meanwhile are passed over. */
export function filesGivingAway(folders: readonly string[], secret: string): string[] {
  const wanted = traces(secret);
  return folders.flatMap(filesIn).filter((file) => {
    const content = unlessGone(() => readFileSync(file));
    return content !== undefined && wanted.some((trace) => content.includes(trace));
  });
}

function filesIn(folder: string): string[] {
  const entries = unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  return entries.flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(place);
    return entry.isFile() ? [place] : [];
  });
}

function unlessGone<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
