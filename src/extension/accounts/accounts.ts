import type { AuthenticationSession, Disposable } from "vscode";
import type { ServerProfile } from "../../core/connections/connections.ts";
import { findProfile } from "../../core/connections/find-profile.ts";
import { ExpectedError } from "../../core/errors.ts";
import { Disposables } from "../disposables.ts";
import { ACCOUNTS_MEMORY, type AccountsSource } from "../late-accounts.ts";
import { chooseProfile } from "../servers/choose-profile.ts";
import { signIn } from "../servers/sign-in.ts";
import { signOut } from "../servers/sign-out.ts";
import type { Services } from "../services.ts";

const CALL = { audit: { who: "Accounts" } };

/**
 * The accounts *Lockers*: one for each server that is signed in to by OpenID Connect. Hands out the OIDC access token
 * and nothing else; VS Code asks the person before another extension gets it.
 */
export function accounts(services: Services): Disposable {
  const owned = new Disposables();
  const remembering = createRemembering(services);
  owned.add(services.views.accounts.provide(accountsSource(services, remembering)));
  const fail = (error: unknown): void => services.log.problem("accounts", error);
  owned.add(
    services.changes.on(({ kind }) => {
      if (kind === "servers") remembering().catch(fail);
    }),
  );
  return owned;
}

/** Remembers the accounts as they are, once at a time: who looked earlier and writes later would bring back what is over. */
function createRemembering(services: Services): () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return async () => {
    const before = last;
    const work = (async () => {
      await before;
      await remember(services);
    })();
    last = work.catch(() => undefined);
    return work;
  };
}

/** What the accounts do, once VS Code or another extension asks. */
export function accountsSource(services: Services, remembering = createRemembering(services)): AccountsSource {
  return {
    getSessions: async (scopes = [], options) => {
      const profiles = services.connections().profiles().filter(serving(scopes, options.account?.id));
      const found = await Promise.all(profiles.map(async (profile) => accountOf(services, profile, scopes)));
      return found.flatMap((session) => session ?? []);
    },
    createSession: async (scopes, options) => {
      const wanted = options.account?.id;
      const profile = await chooseProfile(services, "Lockers", wanted === undefined ? [] : [wanted]);
      if ((await services.session(profile.name)).kind !== "signed-in") await signIn(services, profile.name);
      const session = await accountOf(services, profile, scopes);
      if (session === undefined) throw new Error(`${profile.name} has no access token of an OpenID provider`);
      await remembering();
      return session;
    },
    removeSession: async (id) => {
      const { name } = findProfile(services.connections().profiles(), id);
      await signOut(services, name, CALL.audit.who);
    },
  };
}

/** Profiles that can have asked for these scopes. */
function serving(scopes: readonly string[], account: string | undefined): (profile: ServerProfile) => boolean {
  return ({ name, signIn: how }) =>
    (account === undefined || account === name) &&
    (how.kind !== "oidc" || scopes.every((scope) => how.scopes.includes(scope)));
}

/** Undefined where the server is not signed in to by OpenID Connect, or gives no token now. */
async function accountOf(
  services: Services,
  { name }: ServerProfile,
  scopes: readonly string[],
): Promise<AuthenticationSession | undefined> {
  try {
    const label = await labelOf(services, name);
    if (label === undefined) return undefined;
    const token = await services.sessions().accessToken(name, CALL);
    return { id: name, accessToken: token.reveal(), account: { id: name, label }, scopes: [...scopes] };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return undefined;
  }
}

/** `ada (egi)`; undefined for a session without an OpenID provider. */
async function labelOf(services: Services, name: string): Promise<string | undefined> {
  const session = await services.sessions().session(name);
  if (session?.kind !== "oidc") return undefined;
  return session.name === "" ? name : `${session.name} (${name})`;
}

/** Keeps the names for the Accounts menu, and tells VS Code where they have changed. */
async function remember(services: Services): Promise<void> {
  const names = services
    .connections()
    .profiles()
    .map(({ name }) => name);
  const labelled = await Promise.all(names.map(async (name) => [name, await labelOf(services, name)] as const));
  const now = new Map(labelled.flatMap(([name, label]) => (label === undefined ? [] : [[name, label] as const])));
  const kept: unknown = services.globalMemory.get(ACCOUNTS_MEMORY) ?? {};
  const before = new Map(Object.entries(kept ?? {}).map(([name, label]) => [name, String(label)]));
  const added = [...now].filter(([name, label]) => before.get(name) !== label);
  const removed = [...before].filter(([name, label]) => now.get(name) !== label);
  if (added.length === 0 && removed.length === 0) return;
  await services.globalMemory.update(ACCOUNTS_MEMORY, Object.fromEntries(now));
  services.views.accounts.changed.fire({ added: added.map(nameOnly), removed: removed.map(nameOnly), changed: [] });
}

function nameOnly([id, label]: readonly [string, string]): AuthenticationSession {
  return { id, accessToken: "", account: { id, label }, scopes: [] };
}
