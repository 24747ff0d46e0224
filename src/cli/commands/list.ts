import { ExpectedError } from "../../core/errors.ts";
import type { CallOptions, VaultClient } from "../../core/vault/client.ts";
import type { SecretPath } from "../../core/vault/types.ts";
import { UsageError } from "../arguments.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { EXIT } from "../exit-status.ts";
import { formatValue } from "../object-output.ts";
import { followFolder, shownPath } from "../place.ts";
import { printable } from "../../core/text/printable.ts";

/** `lockers list`: names below a path. */
export const list: Command = {
  name: "list",
  summary: "List secrets and folders.",
  usage: ["list [PATH] [--recursive]"],
  examples: [
    { line: "lockers list", note: "the mounts of the server" },
    { line: "lockers list secret/shop", note: "one folder; names of folders end in /" },
    { line: "lockers list secret --recursive", note: "every secret below, with its path" },
  ],
  options: { recursive: { type: "boolean", short: "r", help: "all secrets below PATH" } },
  completes: "path",
  takes: [0, 1],
  run,
};

/** Folders that are listed at the same time. */
const WIDTH = 8;

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const [path] = args.positionals;
  if (context.format === "env") throw new UsageError("--format env is for values, not for names.", "list");
  const services = await context.services();
  const options = { signal: context.signal, audit: services.audit() };
  const names = await (path === undefined
    ? allMounts(context, args.flag("recursive"), options)
    : below(context, path, args.flag("recursive"), options));
  if (context.format === "text") {
    const shown = context.io.outIsTerminal ? names.map(printable) : names;
    await context.io.out(shown.map((name) => `${name}\n`).join(""));
  } else await context.io.out(await formatValue(names, context.format));
  return EXIT.ok;
}

async function allMounts(context: CommandContext, recursive: boolean, options: CallOptions): Promise<string[]> {
  const { connections, server } = await context.services();
  const client = await connections.client(server, context.signal);
  const mounts = (await client.mounts(options)).map(({ mount }) => mount).toSorted();
  if (!recursive) return mounts.map((mount) => `${mount}/`);
  const secrets = await Promise.all(mounts.map((mount) => walk(client, { mount, path: "" }, options)));
  return mounts.flatMap((mount, index) => (secrets[index] ?? []).map((name) => `${mount}/${name}`));
}

/** A folder that holds nothing does not exist: only a mount may be empty. */
async function below(
  context: CommandContext,
  path: string,
  recursive: boolean,
  options: CallOptions,
): Promise<string[]> {
  const { client, at } = await followFolder(context, path, options);
  const names = recursive ? await walk(client, at, options) : await namesIn(client, at, options);
  if (names.length === 0 && at.path !== "") {
    throw new ExpectedError({ code: "not-found", server: client.server, path: shownPath(at), similar: undefined });
  }
  return names;
}

async function namesIn(client: VaultClient, at: SecretPath, options: CallOptions): Promise<string[]> {
  const entries = await client.list(at, options);
  return entries.map(({ name, kind }) => (kind === "folder" ? `${name}/` : name)).toSorted();
}

/** Paths of all secrets below, relative to `at`, sorted. */
async function walk(client: VaultClient, at: SecretPath, options: CallOptions): Promise<string[]> {
  const secrets: string[] = [];
  const folders = [""];
  const visit = async (folder: string): Promise<void> => {
    const path = [at.path, folder].filter((part) => part !== "").join("/");
    for (const { name, kind } of await client.list({ mount: at.mount, path }, options)) {
      const inside = folder === "" ? name : `${folder}/${name}`;
      (kind === "folder" ? folders : secrets).push(inside);
    }
  };
  while (folders.length > 0) await Promise.all(folders.splice(0, WIDTH).map(visit));
  return secrets.toSorted();
}
