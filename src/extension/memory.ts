/** Small notes that outlive the window. Never a value of a secret. */
export interface Memory {
  keys(): readonly string[];
  get(key: string): unknown;
  /** Undefined takes the note away. */
  update(key: string, value: unknown): Promise<void>;
}
