import { printable } from "../../core/text/printable.ts";
import { LOCAL } from "../../core/connections/connections.ts";
import { UsageError } from "../arguments.ts";
import type { Command, CommandContext } from "../command.ts";
import { EXIT } from "../exit-status.ts";

/** `lockers logout`: forgets a session. */
export const logout: Command = {
  name: "logout",
  summary: "Sign out of a server. Lockers with a sign-in of their own live on.",
  usage: ["logout [--server NAME]"],
  examples: [{ line: "lockers logout --server egi" }],
  options: {},
  takes: [0, 0],
  run,
};

async function run(context: CommandContext): Promise<number> {
  const { server, sessions, audit } = await context.services();
  if (server === LOCAL) throw new UsageError("The local vault has no session: name a server with --server.", "logout");
  await sessions.signOut(server, { signal: context.signal, audit: audit() });
  if (context.io.errIsTerminal) context.io.err(`signed out of ${printable(server)}\n`);
  return EXIT.ok;
}
