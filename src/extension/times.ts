const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time: `50 s`, `42 min`, `3 h 12 min`, `3 d`. Milliseconds; below zero counts as zero. */
export function duration(milliseconds: number): string {
  const left = Math.max(0, milliseconds);
  if (left < MINUTE) return `${Math.ceil(left / 1000)} s`;
  if (left < HOUR) return `${Math.floor(left / MINUTE)} min`;
  if (left < 2 * DAY) {
    const minutes = Math.floor((left % HOUR) / MINUTE);
    const hours = `${Math.floor(left / HOUR)} h`;
    return minutes === 0 ? hours : `${hours} ${minutes} min`;
  }
  return `${Math.floor(left / DAY)} d`;
}

/** How long ago: `2 days ago` under seven days, else `12 Mar 2026`. Milliseconds since the epoch. */
export function ago(at: number, now: number, locale?: string): string {
  const past = Math.max(0, now - at);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (past < MINUTE) return words.format(0, "second");
  if (past < HOUR) return words.format(-Math.floor(past / MINUTE), "minute");
  if (past < DAY) return words.format(-Math.floor(past / HOUR), "hour");
  if (past < 7 * DAY) return words.format(-Math.floor(past / DAY), "day");
  return new Date(at).toLocaleDateString(locale, { day: "numeric", month: "short", year: "numeric" });
}
