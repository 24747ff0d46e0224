const STEPS = ["B", "kB", "MB", "GB"] as const;

/** A size as people read it: `812 B`, `1.7 kB`, `32 MB`. */
export function sizeWords(bytes: number): string {
  let size = bytes;
  let step = 0;
  while (size >= 1000 && step < STEPS.length - 1) {
    size /= 1024;
    step += 1;
  }
  const rounded = step === 0 || size >= 10 ? Math.round(size) : Math.round(size * 10) / 10;
  return `${rounded} ${STEPS[step] ?? ""}`;
}
