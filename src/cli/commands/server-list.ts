import { printable } from "../../core/text/printable.ts";
import type { ServerProfile } from "../../core/connections/connections.ts";
import { UsageError } from "../arguments.ts";
import type { Command, CommandContext } from "../command.ts";
import { EXIT } from "../exit-status.ts";
import { formatValue } from "../object-output.ts";
import { table } from "../table.ts";

/** `lockers server list`: the servers that can be named. */
export const serverList: Command = {
  name: "server list",
  summary: "List the servers that can be named.",
  usage: ["server list"],
  examples: [{ line: "lockers server list" }],
  options: {},
  takes: [0, 0],
  run,
};

async function run(context: CommandContext): Promise<number> {
  const { io, format } = context;
  if (format === "env") throw new UsageError("--format env is for values.", "server list");
  const profiles = (await context.services()).connections.profiles();
  if (format === "text") await io.out(table(profiles.map(rowOf)));
  else await io.out(await formatValue(profiles, format));
  return EXIT.ok;
}

function rowOf({ name, addresses, signIn }: ServerProfile): readonly string[] {
  return [name, addresses.join(" "), signIn.kind === "oidc" ? `OIDC ${signIn.issuer}` : signIn.kind].map(printable);
}
