import type { MoveChange, MoveEditor } from "../../src/core/migration/move.ts";
import { applyEdits } from "../../src/core/text/edits.ts";

/** A document and a mapping in memory. */
export interface MemoryEditor extends MoveEditor {
  text: string;
  mappingText: string | undefined;
  version: number;
  answer: "apply" | "refuse" | "throw";
  gone: boolean;
  readonly changes: MoveChange[];
}

/** Its document is at version 7. */
export function memoryEditor(text: string, mappingText?: string): MemoryEditor {
  return {
    text,
    mappingText,
    version: 7,
    answer: "apply",
    gone: false,
    changes: [],
    document() {
      return Promise.resolve(this.gone ? undefined : { version: this.version, text: this.text });
    },
    mapping() {
      return Promise.resolve(this.mappingText);
    },
    apply(change) {
      this.changes.push(change);
      if (this.answer === "throw") return Promise.reject(new Error("the editor broke off"));
      if (this.answer === "refuse") return Promise.resolve({ applied: false, saved: false });
      this.text = applyEdits(this.text, change.document);
      this.mappingText = change.mapping ? applyEdits(this.mappingText ?? "", change.mapping.edits) : this.mappingText;
      this.version += 1;
      return Promise.resolve({ applied: true, saved: true });
    },
  };
}
