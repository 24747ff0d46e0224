import { ExpectedError } from "../../core/errors.ts";
import { UsageError } from "../arguments.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { EXIT } from "../exit-status.ts";
import { formatObject } from "../object-output.ts";
import { followPath, type Place } from "../place.ts";
import { requireField } from "../require-field.ts";
import { writeValue } from "../write-value.ts";

/** `lockers get`: an object, or one value exactly as stored. */
export const get: Command = {
  name: "get",
  summary: "Show a secret, or one of its values exactly as stored.",
  usage: ["get PATH [KEY] [--version N]", "get REFERENCE"],
  examples: [
    { line: "lockers get secret/shop/db", note: "all keys and values" },
    { line: "lockers get secret/shop/db password", note: "one value, nothing appended" },
    { line: "lockers get secret/shop/db --format json", note: "for scripts" },
    { line: "lockers get secret/shop/tls store --base64 > keys.p12", note: "bytes that are no text" },
    { line: "lockers get vault://egi/secrets/~/shop/db/password" },
  ],
  options: {
    version: { type: "string", value: "N", help: "an older version (KV version 2)" },
    base64: { type: "boolean", help: "decode the value: bytes, as put --base64 stored them" },
  },
  completes: "path",
  takes: [1, 2],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const [path = "", named] = args.positionals;
  const version = args.count("version", 1);
  const services = await context.services();
  const audit = services.audit(undefined, named === undefined ? undefined : [named]);
  const options = { signal: context.signal, audit };
  const place = await followPath(context, path, options);
  const key = onlyOne(named, place);
  const wanted = version ?? place.version;
  const object = await place.client.read(place.at, wanted === undefined ? options : { ...options, version: wanted });
  if (args.flag("base64")) {
    if (key === undefined) throw new UsageError("--base64 decodes one value: name its key.", "get");
    const { value } = requireField(object.fields, { at: place.at, key, server: place.client.server });
    await context.io.out(decoded(key, value.reveal()));
  } else if (key === undefined) await context.io.out(await formatObject(object.fields, context.format));
  else await writeValue(context, key, requireField(object.fields, { at: place.at, key, server: place.client.server }));
  return EXIT.ok;
}

function onlyOne(named: string | undefined, { key }: Place): string | undefined {
  if (named !== undefined && key !== undefined) throw new UsageError("The reference names the key already.", "get");
  return named ?? key;
}

/** Throws `bad-input` for what is not base64; line breaks in it are allowed. */
function decoded(key: string, text: string): Uint8Array {
  const plain = text.replaceAll(/\s/gu, "");
  if (!/^[\w+/-]*={0,2}$/u.test(plain) || plain.replace(/=+$/u, "").length % 4 === 1)
    throw new ExpectedError({ code: "bad-input", what: key, reason: "it is not base64" });
  return Buffer.from(plain, "base64");
}
