import type { ServerProfile } from "../core/connections/connections.ts";
import { Secret } from "../core/secrets/secret.ts";
import type { SessionFacts } from "../core/sessions/sessions.ts";
import { printable } from "../core/text/printable.ts";
import type { CallOptions } from "../core/vault/client.ts";
import { openInBrowser } from "../node/open-browser.ts";
import { UsageError } from "./arguments.ts";
import type { Arguments, CommandContext } from "./command.ts";
import { textOf } from "./object-input.ts";

/** The ways to sign in, as they are typed. */
export const METHODS = ["oidc", "device", "userpass", "ldap", "approle", "token", "token-file"] as const;

export type Method = (typeof METHODS)[number];

interface SigningIn {
  readonly context: CommandContext;
  readonly args: Arguments;
  readonly profile: ServerProfile;
  readonly options: CallOptions;
}

/** Signs in, asking on the terminal for what is secret. Throws `UsageError` where something is missing. */
export function signInBy(method: Method, parts: SigningIn): Promise<SessionFacts> {
  return WAYS[method](parts);
}

/** A secret of the person: asked for without echo, else all of standard input without the line's end. */
async function askSecret({ io }: CommandContext, what: string, server: string): Promise<Secret> {
  const given = io.inIsTerminal
    ? await io.askHidden(`${what} for ${printable(server)} (not shown): `)
    : Secret.of(textOf(await io.readAll(), "standard input").replace(/\r?\n$/u, ""));
  if (given.reveal() === "") throw new UsageError(`There is no ${what.toLowerCase()} on standard input.`, "login");
  return given;
}

/** The option, else what the server was added with. Throws `UsageError` where there is neither. */
function needed(given: string | undefined, added: string, option: string): string {
  const text = given ?? added;
  if (text === "") throw new UsageError(`--${option} is missing: the server was added without it.`, "login");
  return text;
}

async function withToken({ context, profile, options }: SigningIn): Promise<SessionFacts> {
  const typed = await askSecret(context, "Vault token", profile.name);
  const token = Secret.of(typed.reveal().trim());
  return (await context.services()).sessions.signInWithToken(profile.name, token, options);
}

async function withTokenFile({ context, profile, options }: SigningIn): Promise<SessionFacts> {
  if (profile.signIn.kind !== "token-file") {
    const hint = `lockers server add ${profile.name} ADDRESS --auth token-file`;
    throw new UsageError(`The server was not added with a token file: ${hint}`, "login");
  }
  return (await context.services()).sessions.signInWithTokenFile(profile.name, options);
}

async function withPassword(
  { context, args, profile, options }: SigningIn,
  kind: "userpass" | "ldap",
): Promise<SessionFacts> {
  const { name, signIn } = profile;
  const added = signIn.kind === kind ? signIn : { mount: kind, user: "" };
  const user = needed(args.text("user"), added.user, "user");
  const password = await askSecret(context, `Password of ${printable(user)}`, name);
  const credentials = { kind, mount: args.text("mount") ?? added.mount, user, password };
  return (await context.services()).sessions.signInWithCredentials(name, credentials, options);
}

async function withAppRole({ context, args, profile, options }: SigningIn): Promise<SessionFacts> {
  const { name, signIn } = profile;
  const added = signIn.kind === "approle" ? signIn : { mount: "approle", roleId: "" };
  const roleId = Secret.of(needed(args.text("role-id"), added.roleId, "role-id"));
  const wrapped = args.flag("wrapped");
  const given = await askSecret(context, wrapped ? "Wrapping token of the secret id" : "Secret id", name);
  const secretId = Secret.of(given.reveal().trim());
  const credentials = {
    kind: "approle",
    mount: args.text("mount") ?? added.mount,
    roleId,
    secretId: wrapped ? { wrapped: secretId } : secretId,
    keep: args.flag("keep"),
  } as const;
  return (await context.services()).sessions.signInWithCredentials(name, credentials, options);
}

async function withBrowser({ context, profile, options }: SigningIn): Promise<SessionFacts> {
  const { io } = context;
  const openBrowser = (url: string, shortUrl: string): void => {
    io.err(`Sign in here: ${printable(shortUrl)}\n`);
    if (io.errIsTerminal) openInBrowser(url);
  };
  return (await context.services()).sessions.signInWithBrowser(profile.name, { openBrowser }, options);
}

async function withDevice({ context, profile, options }: SigningIn): Promise<SessionFacts> {
  const { io } = context;
  const showCode = (code: { readonly userCode: string; readonly verificationUri: string }): void =>
    io.err(`Open ${printable(code.verificationUri)} and enter the code ${printable(code.userCode)}\n`);
  return (await context.services()).sessions.signInWithDeviceCode(profile.name, { showCode }, options);
}

const WAYS: { readonly [Way in Method]: (parts: SigningIn) => Promise<SessionFacts> } = {
  oidc: withBrowser,
  device: withDevice,
  userpass: (parts) => withPassword(parts, "userpass"),
  ldap: (parts) => withPassword(parts, "ldap"),
  approle: withAppRole,
  token: withToken,
  "token-file": withTokenFile,
};
