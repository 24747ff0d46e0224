/** What a table has under a name that came from outside; undefined for what every object inherits (`constructor`). */
export function ownEntry<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
