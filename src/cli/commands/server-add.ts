import { resolve } from "node:path";
import { printable } from "../../core/text/printable.ts";
import { parseProfile } from "../../core/connections/parse-profiles.ts";
import type { ServerProfile } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import { UsageError } from "../arguments.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { EXIT } from "../exit-status.ts";
import { askNodes, nodeWords } from "../nodes.ts";
import { writeServers } from "../servers-file.ts";

/** `lockers server add`: remembers a server. */
export const serverAdd: Command = {
  name: "server add",
  summary: "Remember a Vault or OpenBao server by a name.",
  usage: ["server add NAME ADDRESS… [--issuer URL --client-id ID] [options]"],
  examples: [
    { line: "lockers server add work https://vault.example.org:8200" },
    {
      line: "lockers server add egi https://secrets.egi.eu --issuer https://aai.egi.eu/auth/realms/egi --client-id ID --home users/{sub}",
    },
    { line: "lockers server add staff https://vault.example.org:8200 --auth ldap --user ada" },
    { line: "lockers server add ha https://a.example.org:8200 https://b.example.org:8200", note: "one cluster" },
  ],
  options: {
    auth: {
      type: "string",
      value: "METHOD",
      help: "how you sign in: token, userpass, ldap, approle, token-file, oidc (with --issuer)",
      completes: ["token", "userpass", "ldap", "approle", "token-file", "oidc"],
    },
    user: { type: "string", value: "NAME", help: "your name there (userpass, ldap)" },
    "role-id": { type: "string", value: "ID", help: "the AppRole's id" },
    "token-file": {
      type: "string",
      value: "FILE",
      completes: "file",
      help: "a file another program keeps; else ~/.vault-token",
    },
    issuer: { type: "string", value: "URL", help: "the OpenID provider people sign in with" },
    "client-id": { type: "string", value: "ID", help: "our client at that provider" },
    scope: {
      type: "string",
      value: "NAME",
      multiple: true,
      help: "may be given several times; else openid, offline_access",
    },
    mount: { type: "string", value: "MOUNT", help: "where you sign in (auth/MOUNT/login); else jwt, userpass, …" },
    role: { type: "string", value: "ROLE", help: "the role there; else the server's default" },
    namespace: { type: "string", value: "NAME", help: "the server's namespace" },
    "client-cert": {
      type: "string",
      value: "FILE",
      help: "your certificate: PEM, or PKCS #12 (.p12, .pfx) with its key",
    },
    "client-key": {
      type: "string",
      value: "FILE",
      completes: "file",
      help: "the key of a PEM certificate; else in the same file",
    },
    "ca-file": {
      type: "string",
      value: "FILE",
      completes: "file",
      help: "a PEM file with more certificate authorities",
    },
    home: { type: "string", value: "TEMPLATE", help: "what ~ means in references, for example users/{sub}" },
    "no-check": { type: "boolean", help: "do not ask the addresses what they are" },
    replace: { type: "boolean", help: "if there is a server of that name" },
  },
  takes: [2, 64],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const [name = "", ...addresses] = args.positionals;
  const { ownServers, places } = await context.services();
  const others = ownServers.filter((server) => server.name !== name);
  if (others.length < ownServers.length && !args.flag("replace")) {
    throw new UsageError("There is a server of that name; --replace puts this one in its place.", "server add");
  }
  const profile = parseProfile({
    name,
    addresses,
    signIn: signInOf(args),
    namespace: args.text("namespace"),
    caFile: fileOf(context, args.text("ca-file")),
    clientCertificate: clientCertificateOf(context, args),
    home: args.text("home"),
  });
  if (!args.flag("no-check")) await check(context, profile);
  await writeServers(places.servers, [...others, profile]);
  if (context.io.errIsTerminal)
    context.io.err(`added ${printable(name)}; sign in with: lockers login --server ${printable(name)}\n`);
  return EXIT.ok;
}

/** Says what each address is. Throws what keeps the first one from answering where none answers as a Vault server. */
async function check(context: CommandContext, profile: ServerProfile): Promise<void> {
  const { io } = context;
  const nodes = await askNodes(profile, context);
  const several = nodes.length > 1;
  for (const { address, answer } of nodes) {
    if (io.errIsTerminal || answer.kind !== "active")
      io.err(`${several ? `${printable(address)}: ` : ""}${printable(nodeWords(answer))}\n`);
  }
  if (nodes.some(({ answer }) => answer.kind !== "problem")) return;
  const [first] = nodes;
  if (first?.answer.kind !== "problem") return;
  io.err("lockers: not added; --no-check adds it unasked\n");
  throw new ExpectedError(first.answer.problem);
}

/** Remembered for any folder the program is started in later. */
function fileOf({ cwd }: CommandContext, name: string | undefined): string | undefined {
  return name === undefined ? undefined : resolve(cwd, name);
}

function clientCertificateOf(context: CommandContext, args: Arguments): object | undefined {
  const file = fileOf(context, args.text("client-cert"));
  if (file === undefined) {
    if (args.flag("client-key")) throw new UsageError("--client-key needs --client-cert.", "server add");
    return undefined;
  }
  if (/\.(?:p12|pfx)$/iu.test(file)) return { file };
  return { certFile: file, keyFile: fileOf(context, args.text("client-key")) };
}

/** How people sign in there, as `parseProfile` takes it. */
function signInOf(args: Arguments): object {
  return {
    kind: args.text("auth") ?? (args.text("issuer") === undefined ? "token" : "oidc"),
    issuer: args.text("issuer"),
    clientId: args.text("client-id"),
    scopes: args.texts("scope"),
    mount: args.text("mount"),
    role: args.text("role"),
    user: args.text("user"),
    roleId: args.text("role-id"),
    file: args.text("token-file"),
  };
}
