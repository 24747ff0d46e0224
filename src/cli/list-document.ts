/** As much text as is handed over at once, at least: fewer, larger writes. */
const PIECE = 64 * 1024;

/** A JSON document that ends with a long list, which is never held as one text. */
export interface ListDocument<Item> {
  /** All but the list. */
  readonly around: object;
  /** What stands behind the list: the closing brackets of `around` that the list is within. */
  readonly closing: "}" | "}]}";
  /** Name of the list, the last property of the innermost object. */
  readonly name: string;
  readonly items: readonly Item[];
  /** An item as it is written. */
  readonly write: (item: Item) => object;
}

/** The document's text in pieces, with a line feed at its end. */
export function* listDocument<Item>({ around, closing, name, items, write }: ListDocument<Item>): Generator<string> {
  let piece = `${JSON.stringify(around).slice(0, -closing.length)},${JSON.stringify(name)}:[`;
  let separator = "";
  for (const item of items) {
    piece += separator + JSON.stringify(write(item));
    separator = ",";
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield `${piece}]${closing}\n`;
}
