/** Steps that take back what was begun, in the order it was begun. */
export type Undo = (() => Promise<void>)[];

/** Takes all back, the latest first. False where a step failed; the others are tried all the same. */
export async function takeBack(undo: Undo): Promise<boolean> {
  let complete = true;
  for (const step of undo.toReversed()) {
    try {
      await step();
    } catch {
      complete = false; // what was begun ends with its time
    }
  }
  return complete;
}
