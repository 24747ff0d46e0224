import { printable } from "../../core/text/printable.ts";
import { ExpectedError } from "../../core/errors.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { EXIT } from "../exit-status.ts";
import { writeServers } from "../servers-file.ts";

/** `lockers server remove`: forgets a server and its session. */
export const serverRemove: Command = {
  name: "server remove",
  summary: "Forget a server, and sign out there. Lockers made on it live on.",
  usage: ["server remove NAME"],
  examples: [{ line: "lockers server remove work" }],
  options: {},
  completes: "server",
  takes: [1, 1],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const [name = ""] = args.positionals;
  const { ownServers, places, sessions, localVault, audit } = await context.services();
  const others = ownServers.filter((server) => server.name !== name);
  if (others.length === ownServers.length) throw new ExpectedError({ code: "unknown-server", server: name });
  if ((await localVault.openQuietly()) || context.io.canAsk) {
    await sessions.signOut(name, { signal: context.signal, audit: audit() });
  }
  await writeServers(places.servers, others);
  if (context.io.errIsTerminal) context.io.err(`removed ${printable(name)}\n`);
  return EXIT.ok;
}
