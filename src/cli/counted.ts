/** A number and its noun: `1 secret`, `2,000 secrets`. */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
