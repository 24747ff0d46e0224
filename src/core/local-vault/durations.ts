const UNITS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** Why a text is not a duration, in the words of the servers. */
export interface BadDuration {
  readonly bad: string;
}

/**
 * Seconds of a duration as Vault takes it: a number, a text of digits, `2d`, or Go's form (`1h30m`, `500ms`).
 * Undefined, null and an empty text are 0.
 */
export function parseDuration(value: unknown): number | BadDuration {
  if (value === undefined || value === null || value === "") return 0;
  if (typeof value === "number") return Math.trunc(value);
  if (typeof value !== "string") return { bad: "could not parse duration from input" };
  const given = value.trim();
  if (/^[+-]?\d+$/.test(given)) return Number(given);
  if (given.endsWith("d")) {
    const days = given.slice(0, -1);
    return /^[+-]?\d+$/.test(days)
      ? Number(days) * 86_400
      : { bad: `strconv.ParseInt: parsing ${JSON.stringify(days)}: invalid syntax` };
  }
  return parseGoDuration(given);
}

function parseGoDuration(given: string): number | BadDuration {
  const sign = given.startsWith("-") ? -1 : 1;
  const bare = given.replace(/^[+-]/, "");
  if (bare === "0") return 0;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.test(bare)) {
    return { bad: goComplaint(bare, JSON.stringify(given)) };
  }
  let seconds = 0;
  for (const [, amount, unit] of bare.matchAll(/([\d.]+)([a-zµ]+)/g)) {
    seconds += Number(amount) * (UNITS[unit ?? ""] ?? 0);
  }
  return sign * seconds;
}

function goComplaint(bare: string, quoted: string): string {
  const [, unit] = /^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))*(?:\d+\.?\d*|\.\d+)([^\d.]*)/.exec(bare) ?? [];
  if (unit === undefined) return `time: invalid duration ${quoted}`;
  return unit === ""
    ? `time: missing unit in duration ${quoted}`
    : `time: unknown unit ${JSON.stringify(unit)} in duration ${quoted}`;
}

/** Go's form of whole seconds: `1h0m0s`, `30s`, `0s`. */
export function formatDuration(seconds: number): string {
  const hours = Math.trunc(seconds / 3600);
  const minutes = Math.trunc((seconds % 3600) / 60);
  const rest = `${seconds % 60}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}

/** The short form of warnings: `10h`, `1h30m`, `90s` as `1m30s`. */
export function formatShortDuration(seconds: number): string {
  return formatDuration(seconds).replace(/m0s$/, "m").replace(/h0m$/, "h");
}
