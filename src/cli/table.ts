/** Rows as lines with two spaces between columns; further lines of a cell stand below it. Empty for no rows. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.slice(0, -1).entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  return rows.map((row) => `${formatRow(row, widths)}\n`).join("");
}

function formatRow(row: readonly string[], widths: readonly number[]): string {
  const start = " ".repeat(widths.reduce((sum, width) => sum + width + 2, 0));
  const cells = row.map((cell, index) => (index < row.length - 1 ? cell.padEnd(widths[index] ?? 0) : cell));
  return cells.join("  ").replaceAll("\n", `\n${start}`).trimEnd();
}
