import { readMapping, type MappingFile } from "../../node/mapping/approved-mapping.ts";
import { approvalsOf } from "../approvals-of.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { EXIT } from "../exit-status.ts";
import { printable } from "../../core/text/printable.ts";
import { table } from "../table.ts";

/** `lockers allow`: approves a mapping as it is now. */
export const allow: Command = {
  name: "allow",
  summary: "Approve a mapping: programs of its folder may get the secrets it names.",
  usage: ["allow [FILE]"],
  examples: [
    { line: "lockers allow", note: "lockers.env of this folder or above" },
    { line: "lockers allow deploy.env" },
  ],
  notes: ["Shows what it approves. A change of the file, or another place, asks again."],
  options: {},
  completes: "file",
  takes: [0, 1],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const file = await readMapping(context.cwd, args.positionals[0]);
  await context.io.out(table(rowsOf(file)));
  await approvalsOf(context).approve(file.path, file.text);
  if (context.io.errIsTerminal) context.io.err(`allowed ${printable(file.mapping.file)}\n`);
  return EXIT.ok;
}

/** Names, and values as they are written. */
function rowsOf({ mapping, text }: MappingFile): readonly (readonly string[])[] {
  return mapping.entries.map(({ name, start, end }) => [name, printable(text.slice(start, end))]);
}
