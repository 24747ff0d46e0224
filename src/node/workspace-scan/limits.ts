/** Larger files are data, not source. Bytes. */
export const LARGEST = 5_000_000;
/** What a person who asks for it anyway can wait for. */
export const LARGEST_ANYWAY = 200_000_000;
