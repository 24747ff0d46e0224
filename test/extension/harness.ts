/** What a suite of the extension host is made of; see README.md. */

import type { Extension, Uri } from "vscode";
import type { waitUntil } from "../support/wait-until.ts";

export interface TestContext {
  /** Lockers, activated. */
  readonly extension: Extension<unknown>;
  /** The open folder: a fresh copy of the sample workspace. */
  readonly workspace: Uri;
  /** The first value of `attempt` that is neither undefined nor false; throws after `seconds` (20). See test/support/wait-until.ts. */
  readonly waitUntil: typeof waitUntil;
  /** Is done after the test, last one first, whether the test passed or not. */
  cleanUp(work: () => unknown): void;
}

/** A suite: what is so, in words, and how it is shown. */
export type Tests = Readonly<Record<string, (context: TestContext) => Promise<void> | void>>;

export interface TestResult {
  readonly name: string;
  /** Undefined when the test passed. */
  readonly error: string | undefined;
}

/** `ended` is false while tests are still to come, so that a host that died is not taken for a pass. */
export interface Report {
  readonly ended: boolean;
  readonly results: readonly TestResult[];
}
