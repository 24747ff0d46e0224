/** What stands under a path of names in parsed JSON, or undefined. */
export function pick(json: unknown, ...names: readonly (string | number)[]): unknown {
  let here = json;
  for (const name of names) {
    if (typeof here !== "object" || here === null) return undefined;
    here = (here as Record<string | number, unknown>)[name];
  }
  return here;
}

/** The same, which must be text. */
export function pickText(json: unknown, ...names: readonly (string | number)[]): string {
  const found = pick(json, ...names);
  if (typeof found !== "string") throw new Error(`no text at ${names.join(".")}`);
  return found;
}
