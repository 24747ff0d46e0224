/** A toast with buttons. */
export interface Toast {
  readonly level: "info" | "warning" | "error";
  readonly text: string;
  readonly buttons?: readonly string[];
}

/** A modal question. Cancel is always there. */
export interface Question {
  readonly text: string;
  readonly detail?: string;
  /** The buttons' titles, each a verb; the first one is the blue one. */
  readonly verbs: readonly string[];
}

/** A button in the title of an input or a sheet. `icon` is a codicon's name. */
export interface TitleButton {
  readonly icon: string;
  readonly title: string;
}

export interface InputQuestion {
  readonly title: string;
  readonly placeholder?: string;
  readonly prompt?: string;
  readonly value?: string;
  /** What is selected in `value`: UTF-16 offsets, end exclusive. */
  readonly selection?: readonly [number, number];
  readonly masked?: boolean;
  /** A sentence where the text cannot be taken, `{ note }` where it can but something is to be said. May take its time. */
  readonly check?: (text: string) => Verdict | Promise<Verdict>;
  /** Runs on Enter, for what is too slow to run while typing. A sentence keeps the input open. What it throws ends the question. */
  readonly accept?: (text: string) => Promise<string | undefined>;
  /** A way out to something else: the input closes as if the person had left, after `press` was called. */
  readonly button?: TitleButton & { readonly press: () => void };
}

export type Verdict = string | { readonly note: string } | undefined;

/** One row of a pick. `icon` is a codicon's name. */
export interface Row<Value> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly icon?: string;
  /** Ticked from the start, where several rows can be chosen. */
  readonly isPicked?: boolean;
  /** Buttons at the row's end, in an order; each is also to be had by accepting the row, for the keyboard. */
  readonly actions?: readonly RowAction<Value>[];
  readonly value: Value;
}

export interface RowAction<Value> {
  readonly title: string;
  readonly icon: string;
  readonly value: Value;
}

export interface PickQuestion<Value> {
  readonly title: string;
  readonly placeholder?: string;
  readonly rows: readonly Row<Value>[];
  /** Typing also finds descriptions and details. */
  readonly searchesAll?: true;
}

/** A pick that stays open while something runs, and whose rows change meanwhile. */
export interface Sheet<Value> {
  readonly title: string;
  readonly placeholder?: string;
  readonly busy?: boolean;
  readonly rows: readonly Row<Value>[];
  /** Pressing it counts as accepting `value`. */
  readonly button?: TitleButton & { readonly value: Value };
}

export interface OpenSheet<Value> {
  update(sheet: Sheet<Value>): void;
  /** Closes it without an answer. */
  close(): void;
  /** The next row that is accepted; undefined once the sheet is closed. Ask again for the one after. */
  next(): Promise<Value | undefined>;
}

/** Where to save something, with a name to begin with, or which file to open. */
export type FileQuestion =
  | { readonly kind: "save"; readonly title: string; readonly name: string }
  | { readonly kind: "open"; readonly title: string };

/** A button at the end of a row. */
export interface RowButton {
  readonly icon: string;
  readonly title: string;
}

export interface FinderRow<Value> extends Row<Value> {
  /** A line above the first row of each group names it. */
  readonly group?: string;
  readonly buttons?: readonly RowButton[];
}

/** A pick whose rows are looked up for what is typed. */
export interface Finder<Value> {
  readonly title: string;
  readonly placeholder: string;
  /** Best first. Must be quick: it runs at each key. */
  readonly rowsFor: (typed: string) => readonly FinderRow<Value>[];
}

/** What a person did in a finder: accepted a row, or pressed the button of this title on it. */
export interface Found<Value> {
  readonly value: Value;
  readonly button: string | undefined;
}

export interface OpenFinder<Value> {
  /** Other rows may be there now. `note` stands behind the title. */
  update(now: { readonly busy: boolean; readonly note?: string | undefined }): void;
  close(): void;
  /** Undefined once it is closed. */
  next(): Promise<Found<Value> | undefined>;
}

/**
 * Everything that is asked of the person. A port, since the extension host refuses modals while it runs a suite: there
 * the suite answers.
 */
export interface Ask {
  /** The button pressed, or undefined. Never stays away for good: a toast may time out. */
  toast(toast: Toast): Promise<string | undefined>;
  /** The verb pressed, or undefined for Cancel. */
  modal(question: Question): Promise<string | undefined>;
  /** The text, or undefined where the person left. */
  input(question: InputQuestion): Promise<string | undefined>;
  /** The value of the row or of the button pressed on it, or undefined where the person left. */
  pick<Value>(question: PickQuestion<Value>): Promise<Value | undefined>;
  /** The values of the rows that were ticked, at least one, or undefined where the person left. */
  pickMany<Value>(question: PickQuestion<Value>): Promise<readonly Value[] | undefined>;
  /** Absolute path of a file on this computer, or undefined where the person left. */
  file(question: FileQuestion): Promise<string | undefined>;
  sheet<Value>(sheet: Sheet<Value>): OpenSheet<Value>;
  find<Value>(finder: Finder<Value>): OpenFinder<Value>;
}
