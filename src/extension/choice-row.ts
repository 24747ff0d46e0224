import type { Row } from "./ask.ts";
import type { Step } from "./sheet-loop.ts";

/** A row of a sheet that asks for one choice; its present value is the description. */
export function choiceRow<State>(
  label: string,
  description: string,
  icon: string,
  ask: (state: State) => Promise<State | undefined>,
): Row<Step<State>> {
  return { label, description, icon, value: { kind: "change", ask } };
}
