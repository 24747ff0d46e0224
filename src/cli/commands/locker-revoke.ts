import { ExpectedError } from "../../core/errors.ts";
import { revokeLocker } from "../../core/lockers/revoke-locker.ts";
import type { CallOptions } from "../../core/vault/client.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { EXIT } from "../exit-status.ts";
import { lockerInHand, TOKEN_NOTES, TOKEN_OPTION } from "../locker-token.ts";

/** `lockers locker revoke`: ends a locker. */
export const lockerRevoke: Command = {
  name: "locker revoke",
  summary: "End a locker at once, with what is in it. The secrets it was filled from stay.",
  usage: ["locker revoke [--token-env NAME]", "locker revoke ID"],
  examples: [
    { line: "lockers locker revoke --token-env TOKEN" },
    { line: "lockers locker revoke 3f2a9c01", note: "one made here: its id in lockers locker list --mine" },
  ],
  options: TOKEN_OPTION,
  notes: TOKEN_NOTES,
  takes: [0, 1],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const [id] = args.positionals;
  const { audit } = await context.services();
  const options = { signal: context.signal, audit: audit("revoke") };
  if (id === undefined) await (await lockerInHand(context, args, "locker revoke")).revoke(options);
  else await revokeById(context, id, options);
  if (context.io.errIsTerminal) context.io.err("revoked\n");
  return EXIT.ok;
}

async function revokeById(context: CommandContext, id: string, options: CallOptions): Promise<void> {
  const { lockers, localVault } = await context.services();
  await localVault.openIfThere(); // it keeps the ledger
  const found = (await lockers.ledger.entries()).filter((entry) => id.length >= 4 && entry.id.startsWith(id));
  const [entry, ...more] = found;
  if (entry === undefined || more.length > 0) {
    const reason = more.length > 0 ? "it fits several lockers; give more of it" : "no locker made here has this id";
    throw new ExpectedError({ code: "bad-input", what: "the id", reason });
  }
  await revokeLocker(lockers, entry, options);
}
