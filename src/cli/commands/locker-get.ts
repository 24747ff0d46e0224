import type { Arguments, Command, CommandContext } from "../command.ts";
import { EXIT } from "../exit-status.ts";
import { lockerInHand, TOKEN_NOTES, TOKEN_OPTION } from "../locker-token.ts";
import { formatObject } from "../object-output.ts";
import { requireField } from "../require-field.ts";
import { writeValue } from "../write-value.ts";

/** `lockers locker get`: reads from a locker. */
export const lockerGet: Command = {
  name: "locker get",
  summary: "Read a secret from a locker, or one of its values exactly as stored (costs 1 use).",
  usage: ["locker get PATH [KEY] [--token-env NAME]"],
  examples: [
    { line: "lockers locker get deploy password" },
    { line: "lockers locker get deploy --format env --token-env TOKEN" },
  ],
  options: TOKEN_OPTION,
  notes: TOKEN_NOTES,
  takes: [1, 2],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const [path = "", key] = args.positionals;
  const locker = await lockerInHand(context, args, "locker get");
  const services = await context.services();
  const audit = services.audit("get", key === undefined ? undefined : [key]);
  const { at, fields } = await locker.read(path, { signal: context.signal, audit });
  if (key === undefined) await context.io.out(await formatObject(fields, context.format));
  else await writeValue(context, key, requireField(fields, { at, key, server: locker.server }));
  return EXIT.ok;
}
