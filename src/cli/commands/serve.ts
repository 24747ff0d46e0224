import { once } from "node:events";
import { ExpectedError } from "../../core/errors.ts";
import { serveLocalVault, type Served } from "../../node/serve/serve.ts";
import { UsageError } from "../arguments.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { EXIT } from "../exit-status.ts";

/** `lockers serve`: the local vault on loopback. */
export const serve: Command = {
  name: "serve",
  summary: "Put the local vault on loopback, for any Vault client.",
  usage: ["serve [--port N]"],
  examples: [{ line: "lockers serve", note: "any free port" }, { line: "lockers serve --port 8200" }],
  notes: [
    'The first line of output is one JSON object: {"address":"http://127.0.0.1:N","token":"…"}. The token has all rights',
    "on the local vault and lives as long as this process; Ctrl-C ends it. Lockers made through it live on.",
  ],
  options: { port: { type: "string", value: "N", help: "the port; else any free one" } },
  takes: [0, 0],
  storesSomething: true,
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const { io, signal } = context;
  const port = args.count("port") ?? 0;
  if (port > 65_535) throw new UsageError("--port takes a number up to 65535.", "serve");
  const { localVault } = await context.services();
  const served = await listen({ vault: localVault, port });
  try {
    await io.out(`${JSON.stringify({ address: served.address, token: served.token.reveal() })}\n`);
    if (io.errIsTerminal) io.err(`The local vault is at ${served.address}. Ctrl-C ends it.\n`);
    if (!signal.aborted) await once(signal, "abort");
  } finally {
    await served.close();
  }
  return EXIT.ok;
}

async function listen(options: Parameters<typeof serveLocalVault>[0] & { readonly port: number }): Promise<Served> {
  try {
    return await serveLocalVault(options);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    throw new ExpectedError({ code: "port-taken", port: options.port }, { cause: error });
  }
}
