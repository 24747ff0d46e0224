import { LOCAL } from "../../core/connections/connections.ts";
import { findProfile } from "../../core/connections/find-profile.ts";
import { Secret } from "../../core/secrets/secret.ts";
import type { SessionFacts } from "../../core/sessions/sessions.ts";
import type { CallOptions } from "../../core/vault/client.ts";
import { openInBrowser } from "../../node/open-browser.ts";
import { UsageError } from "../arguments.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { durationWords } from "../durations.ts";
import { EXIT } from "../exit-status.ts";
import { textOf } from "../object-input.ts";
import { printable } from "../../core/text/printable.ts";

/** `lockers login`: signs in to a server. */
export const login: Command = {
  name: "login",
  summary: "Sign in to a server. The session is kept encrypted in the local vault.",
  usage: ["login [--server NAME] [--device | --token]"],
  examples: [
    { line: "lockers login --server egi", note: "in the browser" },
    { line: "lockers login --server egi --device", note: "with a code, in a browser anywhere" },
    {
      line: "lockers login --server work --token",
      note: "asks for a Vault token, not shown; else reads it from standard input",
    },
  ],
  options: {
    device: { type: "boolean", help: "show a code for a browser on any device" },
    token: { type: "boolean", help: "take a Vault token, asked for or from standard input" },
  },
  takes: [0, 0],
  storesSomething: true,
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const { server, connections, audit } = await context.services();
  if (server === LOCAL) throw new UsageError("The local vault needs no sign-in: name a server with --server.", "login");
  const { signIn } = findProfile(connections.profiles(), server);
  const options = { signal: context.signal, audit: audit() };
  const facts = await (args.flag("token") || signIn.kind === "token"
    ? withToken(context, server, options)
    : withProvider(context, { server, device: args.flag("device") }, options));
  if (context.io.errIsTerminal) context.io.err(welcome(facts, context.clock.now()));
  return EXIT.ok;
}

async function withToken(context: CommandContext, server: string, options: CallOptions): Promise<SessionFacts> {
  const { io } = context;
  const token = io.inIsTerminal
    ? await io.askHidden(`Vault token for ${printable(server)} (not shown): `)
    : Secret.of(textOf(await io.readAll(), "standard input").trim());
  if (token.reveal() === "") throw new UsageError("There is no token on standard input.", "login");
  return (await context.services()).sessions.signInWithToken(server, token, options);
}

async function withProvider(
  { io, services }: CommandContext,
  { server, device }: { readonly server: string; readonly device: boolean },
  options: CallOptions,
): Promise<SessionFacts> {
  const { sessions } = await services();
  if (!device) {
    const openBrowser = (url: string, shortUrl: string): void => {
      io.err(`Sign in here: ${printable(shortUrl)}\n`);
      if (io.errIsTerminal) openInBrowser(url);
    };
    return sessions.signInWithBrowser(server, { openBrowser }, options);
  }
  const showCode = ({
    userCode,
    verificationUri,
  }: {
    readonly userCode: string;
    readonly verificationUri: string;
  }): void => io.err(`Open ${printable(verificationUri)} and enter the code ${printable(userCode)}\n`);
  return sessions.signInWithDeviceCode(server, { showCode }, options);
}

function welcome({ server, name, ends, renews }: SessionFacts, now: number): string {
  const time = ends === undefined ? "" : `, ${durationWords(ends - now)}${renews ? ", renewed by itself" : ""}`;
  return `signed in to ${printable(server)}${name === "" ? "" : ` as ${printable(name)}`}${time}\n`;
}
