import { printable } from "../../core/text/printable.ts";
import type { SecretData } from "../../core/vault/types.ts";
import { UsageError } from "../arguments.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { EXIT } from "../exit-status.ts";
import { followPath, shownPath, type Place } from "../place.ts";
import { readData, readReferenced } from "../put-arguments.ts";

/** `lockers put`: stores a secret. */
export const put: Command = {
  name: "put",
  summary: "Store a secret. The whole object is replaced, unless --patch says otherwise.",
  usage: ["put PATH KEY… [--patch] [--cas N]", "put REFERENCE [- | @FILE]"],
  examples: [
    { line: "lockers put secret/shop/db password", note: "asks for the value, not shown" },
    { line: "lockers put secret/shop/db user=shop password=-", note: "the password from standard input" },
    { line: "lockers put secret/shop/tls key=@server.key", note: "a value from a file, byte for byte" },
    { line: "lockers put secret/shop/tls store=@keys.p12 --base64", note: "bytes that are no text" },
    { line: "lockers put secret/shop/db @db.json", note: "all keys from JSON, YAML or dotenv" },
    { line: "lockers put secret/shop/db --patch password", note: "one key, the others stay" },
    { line: "lockers put secret/shop/db --cas 3 @db.json", note: "only if version 3 is the current one" },
  ],
  options: {
    patch: { type: "boolean", help: "merge with the keys that are there" },
    base64: { type: "boolean", help: "store what KEY=@FILE and KEY=- read as base64: bytes that are no text" },
    cas: { type: "string", value: "N", help: "only if version N is the current one; 0: only if there is none" },
  },
  notes: [
    "KEY asks for the value; KEY=VALUE takes it as typed (the shell's history keeps it); KEY=@FILE and KEY=- read it",
    "from a file or standard input; @FILE and - read a whole object.",
  ],
  completes: "path",
  takes: [1, Number.POSITIVE_INFINITY],
  storesSomething: true,
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const [path = "", ...words] = args.positionals;
  const cas = args.count("cas");
  if (cas !== undefined && args.flag("patch")) throw new UsageError("--cas and --patch exclude each other.", "put");
  const services = await context.services();
  const place = await followPath(context, path, { signal: context.signal, audit: services.audit() });
  if (place.version !== undefined) throw new UsageError("A reference to write to has no version.", "put");
  const shown = shownPath(place.at);
  const reading = { shown, base64: args.flag("base64") };
  const data = await (place.key === undefined
    ? readData(context, words, reading)
    : readReferenced(context, { key: place.key, words, ...reading }));
  const options = { signal: context.signal, audit: services.audit(undefined, [...data.keys()]) };
  const { version } = await store(place, data, { ...options, cas, patch: args.flag("patch") });
  const { io } = context;
  if (io.errIsTerminal) io.err(`stored ${printable(shown)}${version === undefined ? "" : `, version ${version}`}\n`);
  return EXIT.ok;
}

type StoreOptions = Parameters<Place["client"]["patch"]>[2] & {
  readonly cas: number | undefined;
  readonly patch: boolean;
};

function store(
  { client, at }: Place,
  data: SecretData,
  { cas, patch, ...options }: StoreOptions,
): Promise<{ readonly version: number | undefined }> {
  if (patch) return client.patch(at, data, options);
  return client.write(at, data, cas === undefined ? options : { ...options, cas });
}
