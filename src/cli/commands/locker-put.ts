import { printable } from "../../core/text/printable.ts";
import type { SecretData } from "../../core/vault/types.ts";
import { UsageError } from "../arguments.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { EXIT } from "../exit-status.ts";
import { lockerInHand, TOKEN_NOTES, TOKEN_OPTION, tokenSource } from "../locker-token.ts";
import { readData, takesInput } from "../put-arguments.ts";

/** `lockers locker put`: puts an object into a locker. */
export const lockerPut: Command = {
  name: "locker put",
  summary: "Put a secret into a locker (costs 1 use). What was at the path is replaced.",
  usage: ["locker put PATH KEY… [--token-env NAME]"],
  examples: [
    { line: "lockers locker put deploy password", note: "asks for the value, not shown" },
    { line: "lockers locker put deploy @db.json --token-env TOKEN" },
  ],
  options: TOKEN_OPTION,
  notes: TOKEN_NOTES,
  takes: [1, Number.POSITIVE_INFINITY],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const [path = "", ...words] = args.positionals;
  if (takesInput(words) && tokenSource(context, args, "locker put").takesInput) {
    throw new UsageError(
      "Standard input cannot hold both token and value: put the token into a variable.",
      "locker put",
    );
  }
  const locker = await lockerInHand(context, args, "locker put");
  const data = asTexts(await readData(context, words, { shown: `cubbyhole/${path}` }));
  const services = await context.services();
  const audit = services.audit("put", [...data.keys()]);
  await locker.put(path, data, { signal: context.signal, audit });
  if (context.io.errIsTerminal) context.io.err(`put into the locker, at ${printable(path)}\n`);
  return EXIT.ok;
}

/** Readers such as fedcloud take texts only. */
function asTexts(data: SecretData): SecretData {
  return new Map([...data].map(([key, { value }]) => [key, { value, json: false }]));
}
