import { UsageError } from "../arguments.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { splitLine } from "../completion/command-line.ts";
import { complete } from "../completion/complete.ts";
import { knownPlaces } from "../completion/known-places.ts";
import { completionAnswer, completionScript, SHELLS } from "../completion/shells.ts";
import { EXIT } from "../exit-status.ts";

/** `lockers completion`: what a shell needs to complete our command lines. */
export const completion: Command = {
  name: "completion",
  summary: "Print what a shell reads to complete commands, options, servers and paths.",
  usage: ["completion bash|zsh|fish"],
  examples: [
    { line: "source <(lockers completion bash)", note: "in ~/.bashrc" },
    { line: "source <(lockers completion zsh)", note: "in ~/.zshrc, after compinit" },
    { line: "lockers completion fish > ~/.config/fish/completions/lockers.fish" },
  ],
  options: {},
  completes: SHELLS,
  notes: [
    "Paths are completed where the local vault opens without asking (LOCKERS_LOCAL_PASSPHRASE_FILE), and never with a",
    "token of the environment, whose uses may be counted.",
  ],
  takes: [1, 2],
  run,
};

async function run(context: CommandContext, { positionals }: Arguments): Promise<number> {
  const [name, line] = positionals;
  const shell = SHELLS.find((known) => known === name);
  if (shell === undefined) throw new UsageError(`lockers completion takes ${SHELLS.join(", ")}.`, "completion");
  if (line === undefined) {
    await context.io.out(completionScript(shell));
    return EXIT.ok;
  }
  const { before, current } = splitLine(line);
  const found = await complete({ before: before.slice(1), current }, context.commands, knownPlaces(context));
  await context.io.out(completionAnswer(shell, current, found));
  return EXIT.ok;
}
