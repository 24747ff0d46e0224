import { describe, expect, test } from "vitest";
import { parseArguments } from "../../../src/cli/arguments.ts";
import { COMMANDS } from "../../../src/cli/commands.ts";
import { splitLine } from "../../../src/cli/completion/command-line.ts";
import { commandHelp, overview } from "../../../src/cli/help.ts";

const commands = await Promise.all([...COMMANDS].map(async ([name, load]) => [name, await load()] as const));

/** The part of an example that is ours: without what the shell does with it. */
function ownWords(line: string): readonly string[] {
  const { before, current } = splitLine(
    line.replace(/^source <\((.*)\)$/u, "$1").replace(/\s(?:[|>]|<(?!\()).*$/u, ""),
  );
  return [...before, current];
}

describe.each(commands)("lockers %s", (name, command) => {
  const help = commandHelp(command);

  test("has a summary, a usage with its own name, and examples", () => {
    expect(command.name).toBe(name);
    expect(command.summary).toMatch(/^[A-Z].*\.$/u);
    for (const line of command.usage) expect(`${line} `.startsWith(`${name} `)).toBe(true);
    expect(command.examples.length).toBeGreaterThan(0);
    for (const { line } of command.examples) expect(help).toContain(line);
  });

  test("tells every option of its own, with its value", () => {
    for (const [option, { type, value, help: words }] of Object.entries(command.options)) {
      expect(help).toContain(`--${option}`);
      expect(words).not.toBe("");
      expect(value !== undefined).toBe(type === "string");
    }
  });

  test.each(command.examples.map(({ line }) => line))("understands its example: %s", (line) => {
    const words = ownWords(line);
    const start = words.indexOf("lockers");
    expect(start).toBeGreaterThanOrEqual(0);
    const own = words.slice(start + 1);
    const at = own.findIndex((_, index) => own.slice(index, index + name.split(" ").length).join(" ") === name);
    expect(at).toBeGreaterThanOrEqual(0);
    const rest = [...own.slice(0, at), ...own.slice(at + name.split(" ").length)];
    expect(() => parseArguments(command, rest)).not.toThrow();
  });
});

test("the overview names every command", () => {
  const text = overview(commands.map(([, command]) => command));
  for (const [name, { summary }] of commands)
    expect(text).toMatch(new RegExp(`^  ${name} +${summary.slice(0, 20)}`, "mu"));
});
