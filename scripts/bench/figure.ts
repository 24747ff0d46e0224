/** One measured number and what it should be. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  /** For example `ms`, `kB`, `times`. */
  readonly unit: string;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** What a file `NAME.bench.ts` of this folder exports as `bench`. */
export type Bench = () => Promise<readonly Figure[]>;

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
