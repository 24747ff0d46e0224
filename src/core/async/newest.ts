/**
 * Of works that were begun one after the other, only the newest may say what is so: one begun earlier may end later, and
 * tell what was so before. A call begins one, and gives whether it still is the newest.
 */
export function createNewest(): () => () => boolean {
  let count = 0;
  return () => {
    const mine = ++count;
    return () => mine === count;
  };
}

/** Reads, and gives `take` what was read, unless it was read once more since: `take` hears nothing that is older than before. */
export function takeNewest<Read>(read: () => Promise<Read>, take: (now: Read) => void): () => Promise<void> {
  const begin = createNewest();
  return async () => {
    const isNewest = begin();
    const now = await read();
    if (isNewest()) take(now);
  };
}
