/** What one suite brought. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  /** What failed and why; told again at the end of the run, where a shortened log still shows it. */
  readonly notes: readonly string[];
}

/** A suite that could not run at all counts as one failure. */
export function broken(note: string): SuiteResult {
  return { passed: 0, failed: 1, notes: [note] };
}

export function sum(results: readonly SuiteResult[]): SuiteResult {
  return {
    passed: results.reduce((total, { passed }) => total + passed, 0),
    failed: results.reduce((total, { failed }) => total + failed, 0),
    notes: results.flatMap(({ notes }) => notes),
  };
}
