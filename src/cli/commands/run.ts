import { requireVariables, resolveMapping, type Variable } from "../../core/references/resolve-mapping.ts";
import { printable } from "../../core/text/printable.ts";
import { runChild } from "../../node/launch/run-child.ts";
import { readMapping, requireApproval, type MappingFile } from "../../node/mapping/approved-mapping.ts";
import { approvalsOf } from "../approvals-of.ts";
import { UsageError } from "../arguments.ts";
import { childEnvironment } from "../child-environment.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { describe } from "../messages.ts";

/** `lockers run`: a program with the mapping's values in its environment. */
export const run: Command = {
  name: "run",
  summary: "Start a program with the secrets of lockers.env in its environment.",
  usage: ["run [--mapping FILE] [--allow] -- COMMAND…"],
  examples: [
    { line: "lockers run -- node app.js", note: "with lockers.env of this folder or above" },
    { line: "lockers run --mapping deploy.env -- ./deploy.sh" },
    { line: "lockers run --allow -- npm test", note: "approves the mapping as it is now" },
  ],
  notes: [
    "The exit status is the program's own: 128 + signal where one ended it, 126 not executable, 127 not found.",
    "Nothing is started where a reference gives no value, or where the mapping was not approved (77).",
  ],
  options: {
    mapping: {
      type: "string",
      value: "FILE",
      completes: "file",
      help: "another mapping; else lockers.env, sought up to the repository",
    },
    allow: { type: "boolean", help: "approve the mapping as it is now" },
  },
  takes: [0, 0],
  startsProgram: true,
  run: start,
};

async function start(context: CommandContext, args: Arguments): Promise<number> {
  const [command, ...rest] = args.rest;
  if (command === undefined) throw new UsageError("A command is missing after --.", "run");
  const file = await readMapping(context.cwd, args.text("mapping"));
  const approvals = approvalsOf(context);
  if (args.flag("allow")) await approvals.approve(file.path, file.text);
  else await requireApproval(file, approvals);
  const variables = await fetchVariables(context, file);
  return runChild({ command, args: rest, env: childEnvironment(context.env, variables), cwd: context.cwd });
}

async function fetchVariables(context: CommandContext, { mapping }: MappingFile): Promise<readonly Variable[]> {
  const { connections, audit, close } = await context.services();
  const options = { signal: context.signal, audit: audit() };
  const resolution = await resolveMapping(mapping, connections, options);
  for (const { line, problem } of resolution.broken.slice(1)) {
    context.io.err(`lockers: warning: ${printable(`${mapping.file} line ${line}: ${describe(problem).text}`)}\n`);
  }
  const variables = requireVariables(resolution);
  // The vault's keys are not held while the program runs.
  await close();
  return variables;
}
