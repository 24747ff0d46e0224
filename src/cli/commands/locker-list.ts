import type { LedgerEntry } from "../../core/lockers/ledger.ts";
import { usesLeft } from "../../core/lockers/misuse.ts";
import { openLocker } from "../../core/lockers/open-locker.ts";
import { refreshLockers, type RefreshedLockers } from "../../core/lockers/refresh-lockers.ts";
import type { Secret } from "../../core/secrets/secret.ts";
import { UsageError } from "../arguments.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { durationWords } from "../durations.ts";
import { EXIT } from "../exit-status.ts";
import { noToken, TOKEN_NOTES, TOKEN_OPTION, tokenSource } from "../locker-token.ts";
import { alarmWords } from "../locker-words.ts";
import { formatValue } from "../object-output.ts";
import { printable } from "../../core/text/printable.ts";
import { table } from "../table.ts";

/** `lockers locker list`: what is in a locker, or the lockers made here. */
export const lockerList: Command = {
  name: "locker list",
  summary: "List what is in a locker (costs 1 use), or, without a token, the lockers made here (free).",
  usage: ["locker list [PATH] [--token-env NAME]", "locker list --mine"],
  examples: [
    { line: "lockers locker list --token-env TOKEN", note: "names in the locker" },
    { line: "lockers locker list --mine", note: "lockers made here, with time and uses left" },
  ],
  options: { ...TOKEN_OPTION, mine: { type: "boolean", help: "the lockers made here, whatever tokens there are" } },
  notes: TOKEN_NOTES,
  takes: [0, 1],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  if (context.format === "env") throw new UsageError("--format env is for values, not for names.", "locker list");
  const [path] = args.positionals;
  const token = await tokenIfAny(context, args);
  if (token !== undefined) await listInside(context, token, path ?? "");
  else if (path !== undefined) throw noToken("locker list");
  else await listMine(context);
  return EXIT.ok;
}

/** A terminal is not asked: without a token in the environment the ledger is meant. */
async function tokenIfAny(context: CommandContext, args: Arguments): Promise<Secret | undefined> {
  if (args.flag("mine")) return undefined;
  const source = tokenSource(context, args, "locker list");
  return context.io.inIsTerminal && !isInEnvironment(context, args) ? undefined : source.read();
}

function isInEnvironment({ env }: CommandContext, args: Arguments): boolean {
  return args.text("token-env") !== undefined || (env["FEDCLOUD_LOCKER_TOKEN"] ?? "").trim() !== "";
}

async function listInside(context: CommandContext, token: Secret, path: string): Promise<void> {
  const { lockers, server, audit } = await context.services();
  const locker = await openLocker(lockers, server, token);
  const entries = await locker.list(path, { signal: context.signal, audit: audit("list") });
  const names = entries.map(({ name, kind }) => (kind === "folder" ? `${name}/` : name));
  if (context.format !== "text") return context.io.out(await formatValue(names, plainFormat(context)));
  await context.io.out(names.map((name) => `${context.io.outIsTerminal ? printable(name) : name}\n`).join(""));
}

async function listMine(context: CommandContext): Promise<void> {
  const { io, format, clock, signal } = context;
  const { lockers, audit, localVault } = await context.services();
  await localVault.openIfThere(); // it keeps the ledger
  const refreshed = await refreshLockers(lockers, { signal, audit: audit("check") });
  if (format === "text") await io.out(table(refreshed.entries.map((entry) => rowOf(entry, refreshed, clock.now()))));
  else await io.out(await formatValue(refreshed.entries.map(factsOf), plainFormat(context)));
  for (const { entry, alarm } of refreshed.alarms) io.err(`lockers: warning: ${alarmWords(entry, alarm)}\n`);
}

function plainFormat({ format }: CommandContext): "json" | "yaml" {
  return format === "yaml" ? "yaml" : "json";
}

function rowOf(entry: LedgerEntry, { unknown }: RefreshedLockers, now: number): readonly string[] {
  const left = usesLeft(entry);
  const uses = left === undefined ? "any number" : `${left.confirmed ? "" : "about "}${left.count} left`;
  const alive = `${durationWords(entry.ends - now)}, ${uses}${unknown.has(entry.id) ? ", not confirmed" : ""}`;
  const state = entry.state === "live" ? alive : entry.state;
  return [
    entry.id.slice(0, 8),
    printable(entry.purpose),
    printable(entry.server),
    state,
    entry.contents.map(printable).join(" "),
  ];
}

function factsOf(entry: LedgerEntry): object {
  const { id, server, purpose, accessor, made, ends, state, contents, hangsOn, usesPlanned, usesGranted } = entry;
  const left = usesLeft(entry);
  const times = { made: new Date(made).toISOString(), ends: new Date(ends).toISOString() };
  const uses = { usesPlanned, usesGranted, usesLeft: left?.count ?? null, usesConfirmed: left?.confirmed ?? null };
  return { id, purpose, server, accessor, state, ...times, ...uses, hangsOn, contents };
}
