const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of `90m`, `1h30m`, `2d`, `45` (seconds); undefined for anything else, and for nothing at all. */
export function parseDuration(text: string): number | undefined {
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  if (!/^(?:\d{1,9}[smhd])+$/u.test(text)) return undefined;
  let seconds = 0;
  for (const [, count = "", unit = ""] of text.matchAll(/(\d+)([smhd])/gu))
    seconds += Number(count) * (UNITS[unit] ?? 0);
  return seconds;
}

/** A time span in words, at most two units: `50 s`, `42 min`, `3 h 12 min`, `3 d 2 h`. */
export function durationWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joined(`${hours} h`, minutes % 60, "min");
  return joined(`${Math.floor(hours / 24)} d`, hours % 24, "h");
}

function joined(first: string, rest: number, unit: string): string {
  return rest === 0 ? first : `${first} ${rest} ${unit}`;
}
