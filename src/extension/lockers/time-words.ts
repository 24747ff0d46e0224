import { duration } from "../times.ts";

/** A length of time in words, for screen readers and sentences: `1 hour 12 minutes`. Milliseconds. */
export function spokenDuration(milliseconds: number): string {
  const units = { s: "second", min: "minute", h: "hour", d: "day" };
  return duration(milliseconds).replaceAll(/(\d+) (s|min|h|d)/g, (_, count: string, unit: keyof typeof units) => {
    return `${count} ${units[unit]}${count === "1" ? "" : "s"}`;
  });
}

/** `15:42`, local time; with `UTC` behind and that time where `zone` is `utc`. `at` in milliseconds since the epoch. */
export function clockWords(at: number, zone: "local" | "utc" = "local"): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    ...(zone === "utc" ? { timeZone: "UTC" } : {}),
  });
  return zone === "utc" ? `${format.format(at)} UTC` : format.format(at);
}

/** `15:42` for a moment of the same day as `now`, else `12 Mar, 15:42`; local time. */
export function momentWords(at: number, now: number): string {
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
  return day.format(at) === day.format(now) ? clockWords(at) : `${day.format(at)}, ${clockWords(at)}`;
}
