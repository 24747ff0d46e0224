/**
 * Does `work` for each item, at most `width` at a time, in order of the items. Stops beginning new ones once the signal
 * is aborted or one of them threw; throws what the first one threw, after those that were begun have ended.
 */
export async function inParallel<Item>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const waiting = items[Symbol.iterator]();
  const failures: unknown[] = [];
  const one = async (): Promise<void> => {
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
      if (failures.length > 0 || signal?.aborted === true) return;
      try {
        await work(next.value);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: width }, one));
  if (failures.length > 0) throw failures[0];
}
