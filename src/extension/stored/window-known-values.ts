import { hash } from "node:crypto";
import { type Disposable, type Event, EventEmitter } from "vscode";
import { createKnownValues, type KnownValues } from "../../core/stored/known-values.ts";
import type { Random } from "../../core/ports.ts";

/** What this window knows of stored values, and when that has changed. */
export interface WindowKnownValues extends Disposable {
  readonly values: KnownValues;
  /** At most once in a while, however much is read. */
  readonly onDidChange: Event<void>;
}

/** Long enough for a command that reads many secrets to tell of all of them at once. */
const PAUSE_MS = 150;

/** Knows nothing yet, and under a key that nobody else has. Ends with the window. */
export function windowKnownValues(random: Random): WindowKnownValues {
  const changed = new EventEmitter<void>();
  let timer: NodeJS.Timeout | undefined;
  const values = createKnownValues({
    random,
    sha256: (data) => hash("sha256", data, "buffer"),
    changed: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        changed.fire();
      }, PAUSE_MS);
    },
  });
  return {
    values,
    onDidChange: changed.event,
    dispose: () => {
      clearTimeout(timer);
      changed.dispose();
      values.end();
    },
  };
}
