import { createLocker, type MadeLocker } from "../../core/lockers/create-locker.ts";
import { sharedContents, type LockerContents } from "../../core/lockers/contents.ts";
import { planUses, requireTtl } from "../../core/lockers/plan.ts";
import type { CallOptions } from "../../core/vault/client.ts";
import type { SecretObject } from "../../core/vault/types.ts";
import { UsageError } from "../arguments.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { durationWords, parseDuration } from "../durations.ts";
import { EXIT } from "../exit-status.ts";
import { formatObject, formatValue } from "../object-output.ts";
import { followPath } from "../place.ts";
import { requireField } from "../require-field.ts";

/** `lockers locker create`: makes a locker and prints its token. */
export const lockerCreate: Command = {
  name: "locker create",
  summary: "Make a locker: a token that reads a few secrets a few times, then dies.",
  usage: ["locker create [--reads N | --num-uses N] [--ttl 1h] [--from PATH…] [--format json]"],
  examples: [
    { line: "lockers locker create --reads 1", note: "1 put + 1 read = 2 uses, 1 hour" },
    { line: "lockers locker create --from secret/shop/db", note: "filled at once, at the path deploy" },
    { line: "lockers locker create --num-uses 10 --ttl 24h", note: "as fedcloud does" },
  ],
  options: {
    reads: { type: "string", value: "N", help: "how often it is read; else 1" },
    spare: { type: "string", value: "N", help: "uses beyond the plan: that many can be spent unseen" },
    "num-uses": { type: "string", value: "N", help: "uses in all, puts included; 0: without limit" },
    ttl: { type: "string", value: "TIME", help: "how long it lives: 15m, 1h (default), 7d" },
    from: { type: "string", value: "PATH", multiple: true, help: "a secret to put in; may be given several times" },
    purpose: { type: "string", value: "TEXT", help: "what it is for; stays here" },
  },
  notes: ["The token goes to stdout, once. Keep it out of arguments and logs."],
  takes: [0, 0],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const uses = usesOf(args);
  const ttl = ttlOf(args);
  const services = await context.services();
  const options = { signal: context.signal, audit: services.audit("create") };
  const sources = args.texts("from");
  const contents = await contentsFrom(context, sources, options);
  const { io } = context;
  const made = await createLocker(
    services.lockers,
    {
      server: services.server,
      purpose: args.text("purpose") ?? nameFor(sources),
      contents,
      uses,
      ttl,
      keepToken: true,
    },
    {
      ...options,
      acceptTtl: async (seconds) => {
        io.err(
          `lockers: warning: ${services.server} allows ${durationWords(seconds * 1000)}, not ${durationWords(ttl * 1000)}.\n`,
        );
        return true;
      },
    },
  );
  await io.out(await formatLocker(context, made));
  if (io.errIsTerminal) io.err(`${planWords(args, made, context.clock.now())}\n`);
  return EXIT.ok;
}

function usesOf(args: Arguments): { readonly planned: number; readonly granted: number } {
  const total = args.count("num-uses");
  if (total === undefined)
    return planUses({ paths: 1, reads: args.count("reads", 1) ?? 1, spare: args.count("spare") ?? 0 });
  if (args.text("reads") !== undefined || args.text("spare") !== undefined) {
    throw new UsageError("--num-uses excludes --reads and --spare.", "locker create");
  }
  if (total === 1 && args.texts("from").length > 0) {
    throw new UsageError("Putting the secret in costs 1 use: --num-uses 1 leaves none to read it.", "locker create");
  }
  return { planned: total, granted: total };
}

function ttlOf(args: Arguments): number {
  const ttl = parseDuration(args.text("ttl") ?? "1h");
  if (ttl === undefined) throw new UsageError("--ttl takes a time such as 15m, 1h, 7d.", "locker create");
  requireTtl(ttl);
  return ttl;
}

async function contentsFrom(
  context: CommandContext,
  sources: readonly string[],
  options: CallOptions,
): Promise<LockerContents> {
  if (sources.length === 0) return new Map();
  return sharedContents(await Promise.all(sources.map((source) => readSource(context, source, options))));
}

/** The secret, or of a reference its one key. */
async function readSource(context: CommandContext, source: string, options: CallOptions): Promise<SecretObject> {
  const { client, at, key, version } = await followPath(context, source, options);
  const object = await client.read(at, version === undefined ? options : { ...options, version });
  if (key === undefined) return object;
  return { ...object, fields: new Map([[key, requireField(object.fields, { at, key, server: client.server })]]) };
}

function nameFor(sources: readonly string[]): string {
  if (sources.length === 0) return "from the command line";
  return sources.map((source) => source.slice(source.lastIndexOf("/") + 1)).join(", ");
}

async function formatLocker({ format }: CommandContext, { token, entry }: MadeLocker): Promise<string> {
  if (format === "text") return `${token.reveal()}\n`;
  if (format === "env") return formatObject(new Map([["FEDCLOUD_LOCKER_TOKEN", { value: token, json: false }]]), "env");
  const { id, server, accessor, ends, usesGranted, hangsOn, contents } = entry;
  const facts = { id, server, accessor, ends: new Date(ends).toISOString(), numUses: usesGranted, hangsOn, contents };
  return formatValue({ token: token.reveal(), ...facts }, format);
}

function planWords(args: Arguments, { entry }: MadeLocker, now: number): string {
  const { usesGranted: uses, ends } = entry;
  const reads = args.count("reads", 1) ?? 1;
  const sum = args.text("num-uses") === undefined ? `1 put + ${reads} ${reads === 1 ? "read" : "reads"} = ` : "";
  const count = uses === 0 ? "any number of uses" : `${uses} ${uses === 1 ? "use" : "uses"}`;
  return `${sum}${count}, dies in ${durationWords(ends - now)}`;
}
