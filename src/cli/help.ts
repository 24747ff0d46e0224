import { COMMON_OPTIONS } from "./arguments.ts";
import type { Command, OptionSpec } from "./command.ts";

/** The help of one command. Ends in a newline. */
export function commandHelp(command: Command): string {
  const [first = "", ...more] = command.usage;
  return section([
    command.summary,
    `Usage: lockers ${first}`,
    ...more.map((line) => `       lockers ${line}`),
    "",
    ...columns(command.examples.map(({ line, note }) => [line, note ?? ""])),
    ...(command.notes === undefined ? [] : ["", ...command.notes]),
    "",
    "Options:",
    ...columns(Object.entries({ ...command.options, ...commonOptions(command) }).map(optionRow)),
  ]);
}

/** The help of the program: every command with its sentence. Ends in a newline. */
export function overview(commands: readonly Command[]): string {
  return section([
    "Secrets in a vault, out of your files.",
    "Usage: lockers COMMAND …",
    "",
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    "",
    "lockers COMMAND --help shows a command's options and examples.",
    "Data goes to standard output, everything else to standard error.",
  ]);
}

function commonOptions(command: Command): Record<string, OptionSpec> {
  const help = command.ownFormats?.join(", ");
  return help === undefined ? COMMON_OPTIONS : { ...COMMON_OPTIONS, format: { ...COMMON_OPTIONS.format, help } };
}

function optionRow([name, { short, value, help }]: [string, OptionSpec]): [string, string] {
  return [`${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`, help];
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd());
}

function section(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
