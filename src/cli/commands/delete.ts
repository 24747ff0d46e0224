import { printable } from "../../core/text/printable.ts";
import { UsageError } from "../arguments.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { EXIT } from "../exit-status.ts";
import { followPath, shownPath, type Place } from "../place.ts";
import type { CallOptions, VaultClient } from "../../core/vault/client.ts";
import type { SecretPath } from "../../core/vault/types.ts";
import { requireField } from "../require-field.ts";

/** `lockers delete`: removes a secret or versions of it. */
export const remove: Command = {
  name: "delete",
  summary: "Delete a secret. KV version 2 can bring the latest version back, KV version 1 cannot.",
  usage: ["delete PATH [--versions 1,2 [--destroy] | --all]", "delete REFERENCE"],
  examples: [
    { line: "lockers delete secret/shop/db", note: "the latest version" },
    { line: "lockers delete secret/shop/db --versions 1,2" },
    { line: "lockers delete secret/shop/db --versions 1 --destroy", note: "for good" },
    { line: "lockers delete secret/shop/db --all", note: "for good, with its history" },
    { line: "lockers delete vault://local/secret/shop/db/password", note: "one key, the others stay" },
  ],
  options: {
    versions: { type: "string", value: "N,N", help: "these versions (KV version 2)" },
    destroy: { type: "boolean", help: "for good" },
    all: { type: "boolean", help: "every version and the history, for good" },
  },
  completes: "path",
  takes: [1, 1],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const [path = ""] = args.positionals;
  const wanted = wantedVersions(args);
  const services = await context.services();
  const options = { signal: context.signal, audit: services.audit() };
  const place = await followPath(context, path, options);
  const shown = await removeFrom(place, wanted, options);
  if (context.io.errIsTerminal) context.io.err(`deleted ${printable(shown)}\n`);
  return EXIT.ok;
}

interface Wanted {
  readonly versions: readonly number[] | "all" | undefined;
  readonly destroy: boolean;
}

function wantedVersions(args: Arguments): Wanted {
  const text = args.text("versions");
  const destroy = args.flag("destroy");
  if (args.flag("all")) {
    if (text !== undefined) throw new UsageError("--all and --versions exclude each other.", "delete");
    return { versions: "all", destroy: true };
  }
  if (text === undefined) {
    if (destroy) throw new UsageError("--destroy needs --versions N,N.", "delete");
    return { versions: undefined, destroy };
  }
  const versions = text.split(",").map((part) => (/^[1-9]\d{0,14}$/u.test(part) ? Number(part) : 0));
  if (versions.includes(0)) throw new UsageError("--versions takes numbers from 1, separated by commas.", "delete");
  return { versions, destroy };
}

/** Removes one key; the secret with it where it was the last. */
async function removeKey(
  client: VaultClient,
  { at, key }: { readonly at: SecretPath; readonly key: string },
  options: CallOptions,
): Promise<void> {
  const { fields } = await client.read(at, options);
  requireField(fields, { at, key, server: client.server });
  if (fields.size === 1) await client.remove(at, options);
  else await client.patch(at, new Map([[key, undefined]]), options);
}

/** Gives what was removed, in words. */
async function removeFrom(
  { client, at, key }: Place,
  { versions, destroy }: Wanted,
  options: CallOptions,
): Promise<string> {
  const shown = shownPath(at);
  if (key !== undefined) {
    if (versions !== undefined)
      throw new UsageError("A reference names one key: it has no versions to delete.", "delete");
    await removeKey(client, { at, key }, options);
    return `${key} of ${shown}`;
  }
  if (destroy) await client.destroy(at, versions ?? "all", options);
  else if (versions === undefined || versions === "all") await client.remove(at, options);
  else await client.remove(at, { ...options, versions });
  return Array.isArray(versions) ? `version ${versions.join(", ")} of ${shown}` : shown;
}
