import type { AuditEvent } from "../../core/audit/audit.ts";
import { ExpectedError } from "../../core/errors.ts";
import { UsageError } from "../arguments.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { EXIT } from "../exit-status.ts";
import { formatValue } from "../object-output.ts";
import { printable } from "../../core/text/printable.ts";
import { table } from "../table.ts";

/** `lockers audit`: the access log of the local vault. */
export const audit: Command = {
  name: "audit",
  summary: "Show who read and wrote what, newest first. Never a value.",
  usage: ["audit [--limit N]"],
  examples: [{ line: "lockers audit --limit 20" }, { line: "lockers audit --format json", note: "for scripts" }],
  options: { limit: { type: "string", value: "N", help: "at most N lines; else 100" } },
  notes: ["Exit status 65 where lines of the log were changed or taken out."],
  takes: [0, 0],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const { io, format } = context;
  if (format === "env") throw new UsageError("--format env is for values.", "audit");
  const { localVault } = await context.services();
  const events = await localVault.auditEvents(args.count("limit", 1) ?? 100);
  if (format === "text") await io.out(table(events.map(rowOf)));
  else await io.out(await formatValue(events, format));
  const part = await localVault.auditProblem();
  if (part !== undefined) throw new ExpectedError({ code: "log-broken", file: localVault.file, part });
  if (io.errIsTerminal) io.err("The log is intact.\n");
  return EXIT.ok;
}

function rowOf({ at, who, server, action, path, keys, status, why }: AuditEvent): readonly string[] {
  const what = keys === undefined || keys.length === 0 ? path : `${path} (${keys.join(", ")})`;
  const end = [what, why].filter((part) => part !== undefined).join(" · ");
  return [new Date(at).toISOString(), ...[server, who, action, String(status), end].map(printable)];
}
