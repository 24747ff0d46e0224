import { LOCAL } from "../../core/connections/connections.ts";
import { findProfile } from "../../core/connections/find-profile.ts";
import type { SessionFacts } from "../../core/sessions/sessions.ts";
import { printable } from "../../core/text/printable.ts";
import { UsageError } from "../arguments.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { durationWords } from "../durations.ts";
import { EXIT } from "../exit-status.ts";
import { METHODS, signInBy, type Method } from "../sign-in.ts";

/** `lockers login`: signs in to a server. */
export const login: Command = {
  name: "login",
  summary: "Sign in to a server. The session is kept encrypted in the local vault.",
  usage: ["login [--server NAME] [--method METHOD] [options]"],
  examples: [
    { line: "lockers login --server egi", note: "as the server was added; OIDC: in the browser" },
    { line: "lockers login --server egi --device", note: "with a code, in a browser anywhere" },
    { line: "lockers login --server work --token", note: "asks for a Vault token, not shown" },
    { line: "lockers login --server work --method ldap --user ada", note: "asks for the password, not shown" },
    { line: "lockers login --server work --method approle --role-id ID < secret-id" },
  ],
  options: {
    method: { type: "string", value: "METHOD", help: METHODS.join(", "), completes: METHODS },
    device: { type: "boolean", help: "the same as --method device" },
    token: { type: "boolean", help: "the same as --method token" },
    user: { type: "string", value: "NAME", help: "your name there (userpass, ldap)" },
    mount: { type: "string", value: "MOUNT", help: "auth/MOUNT/login; else as the server was added, else the method" },
    "role-id": { type: "string", value: "ID", help: "the AppRole's id" },
    wrapped: { type: "boolean", help: "the secret id comes as a wrapping token, which is opened once" },
    keep: { type: "boolean", help: "keep the AppRole, encrypted, so that the session renews by itself" },
  },
  notes: [
    "Passwords, tokens and secret ids are asked for, not shown, or read from standard input; none of them is an argument.",
    "A password is never kept.",
  ],
  takes: [0, 0],
  storesSomething: true,
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const { server, connections, audit } = await context.services();
  if (server === LOCAL) throw new UsageError("The local vault needs no sign-in: name a server with --server.", "login");
  const profile = findProfile(connections.profiles(), server);
  const options = { signal: context.signal, audit: audit() };
  const facts = await signInBy(methodOf(args) ?? profile.signIn.kind, { context, args, profile, options });
  if (context.io.errIsTerminal) context.io.err(welcome(facts, context.clock.now()));
  return EXIT.ok;
}

/** Undefined: as the server was added. Throws `UsageError`. */
function methodOf(args: Arguments): Method | undefined {
  const named = args.text("method");
  const method = METHODS.find((known) => known === named);
  if (named !== undefined && method === undefined)
    throw new UsageError(`--method takes ${METHODS.join(", ")}.`, "login");
  const all = new Set([method, args.flag("device") ? "device" : undefined, args.flag("token") ? "token" : undefined]);
  all.delete(undefined);
  if (all.size > 1) throw new UsageError("One method at a time.", "login");
  return METHODS.find((known) => all.has(known));
}

function welcome({ server, name, ends, renews }: SessionFacts, now: number): string {
  const time = ends === undefined ? "" : `, ${durationWords(ends - now)}${renews ? ", renewed by itself" : ""}`;
  return `signed in to ${printable(server)}${name === "" ? "" : ` as ${printable(name)}`}${time}\n`;
}
