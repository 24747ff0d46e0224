import { ExpectedError } from "../../core/errors.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { durationWords } from "../durations.ts";
import { EXIT } from "../exit-status.ts";
import { lockerInHand, TOKEN_NOTES, TOKEN_OPTION } from "../locker-token.ts";
import { UsageError } from "../arguments.ts";
import { formatValue } from "../object-output.ts";

/** `lockers locker check`: how a locker is. */
export const lockerCheck: Command = {
  name: "locker check",
  summary: "Show how many uses and how much time a locker has left (costs 1 use).",
  usage: ["locker check [--token-env NAME]", "locker check --alive"],
  examples: [
    { line: "lockers locker check --token-env TOKEN", note: "counted after this check" },
    { line: "lockers locker check --alive --token-env TOKEN", note: "free: only whether it lives" },
  ],
  options: { ...TOKEN_OPTION, alive: { type: "boolean", help: "only whether it lives, which costs nothing" } },
  notes: [...TOKEN_NOTES, "Exit status: 0 it lives, 77 the server does not accept it."],
  takes: [0, 0],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const { io, format, signal } = context;
  if (format === "env") throw new UsageError("--format env is for values.", "locker check");
  const locker = await lockerInHand(context, args, "locker check");
  const { audit } = await context.services();
  const options = { signal, audit: audit("check") };
  if (args.flag("alive")) {
    if (!(await locker.isAlive(options))) throw new ExpectedError({ code: "locker-refused", server: locker.server });
    await io.out(format === "text" ? "live\n" : await formatValue({ alive: true }, format));
    return EXIT.ok;
  }
  const { left, ttl } = await locker.check(options);
  if (format === "text") await io.out(`${usesWords(left)}, ${ttl === 0 ? "no end" : durationWords(ttl * 1000)}\n`);
  else await io.out(await formatValue({ usesLeft: left ?? null, ttl }, format));
  return EXIT.ok;
}

function usesWords(left: number | undefined): string {
  if (left === undefined) return "any number of uses left";
  if (left === 0) return "no use left: this check was the last";
  return left === 1 ? "1 use left" : `${left} uses left`;
}
