const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Orders names as people do: without case, and `key2` before `key10`. Equal but for case: by code units, so that the order is total. */
export function naturalOrder(a: string, b: string): number {
  const order = collator.compare(a, b);
  if (order !== 0) return order;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
