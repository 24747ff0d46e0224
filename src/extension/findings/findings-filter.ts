import type { Memento } from "vscode";
import { isSeverity, type Severity } from "../../core/detection/finding.ts";

/** What the Findings view can show: findings of a severity, and those that are ignored whatever they are. */
export type Shown = Severity | "ignored";

export const ALL_SHOWN: readonly Shown[] = ["certain", "likely", "possible", "ignored"];

/** What the person chose to see, remembered per workspace. */
export interface FindingsFilter {
  shown(): ReadonlySet<Shown>;
  choose(shown: readonly Shown[]): Promise<void>;
  /** In words, where it is not what is shown from the start. */
  words(): string | undefined;
}

const KEY = "findings.filter";

function isShown(value: unknown): value is Shown {
  return typeof value === "string" && (isSeverity(value) || value === "ignored");
}

function stored(memory: Pick<Memento, "get">): readonly Shown[] | undefined {
  const value: unknown = memory.get(KEY);
  const chosen = Array.isArray(value) ? value.filter(isShown) : [];
  return chosen.length === 0 ? undefined : chosen;
}

/** `showsPossible`: the setting, which holds until the person chooses. */
export function createFindingsFilter(
  memory: Pick<Memento, "get" | "update">,
  showsPossible: () => boolean,
): FindingsFilter {
  const first = (): readonly Shown[] => (showsPossible() ? ["certain", "likely", "possible"] : ["certain", "likely"]);
  return {
    shown: () => new Set(stored(memory) ?? first()),
    async choose(shown) {
      const isFirst = shown.length === first().length && first().every((one) => shown.includes(one));
      await memory.update(KEY, isFirst ? undefined : shown);
    },
    words() {
      const chosen = stored(memory);
      return chosen && ALL_SHOWN.filter((one) => chosen.includes(one)).join(" · ");
    },
  };
}
