import type { Field } from "../core/vault/types.ts";
import type { CommandContext } from "./command.ts";
import { formatField } from "./object-output.ts";

/** Standard output gets exactly the value; a terminal's prompt gets a line of its own. */
export async function writeValue({ io, format }: CommandContext, key: string, field: Field): Promise<void> {
  const text = await formatField(key, field, format);
  await io.out(text);
  if (io.outIsTerminal && !text.endsWith("\n")) io.err("\n");
}
