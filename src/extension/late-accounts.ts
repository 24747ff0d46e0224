import {
  authentication,
  type AuthenticationProvider,
  type AuthenticationProviderAuthenticationSessionsChangeEvent,
  type AuthenticationSession,
  type Disposable,
  EventEmitter,
  type Memento,
} from "vscode";

/** Names of accounts, for the Accounts menu: no token among them. */
export const ACCOUNTS_MEMORY = "lockers.accounts";

export type AccountsSource = Pick<AuthenticationProvider, "getSessions" | "createSession" | "removeSession">;

/** The accounts *Lockers*, which VS Code has from the start and a feature fills. */
export interface LateAccounts extends Disposable {
  readonly changed: EventEmitter<AuthenticationProviderAuthenticationSessionsChangeEvent>;
  provide(source: AccountsSource): Disposable;
}

/**
 * `read` settles after `provide` was called. VS Code asks for the list of accounts at each start: that is answered from
 * memory, without tokens, so that nothing is read for it.
 */
export function lateAccounts(memory: Memento, read: () => Promise<void>): LateAccounts {
  const changed = new EventEmitter<AuthenticationProviderAuthenticationSessionsChangeEvent>();
  let given: AccountsSource | undefined;
  const source = async (): Promise<AccountsSource> => {
    await read();
    if (given === undefined) throw new Error("nothing provides accounts");
    return given;
  };
  const provider: AuthenticationProvider = {
    onDidChangeSessions: changed.event,
    getSessions: async (scopes, options) =>
      scopes === undefined ? remembered(memory) : (await source()).getSessions(scopes, options),
    createSession: async (scopes, options) => (await source()).createSession(scopes, options),
    removeSession: async (id) => (await source()).removeSession(id),
  };
  const registered = authentication.registerAuthenticationProvider("lockers", "Lockers", provider, {
    supportsMultipleAccounts: true,
  });
  return {
    changed,
    provide: (filled) => {
      given = filled;
      return { dispose: () => (given = undefined) };
    },
    dispose: () => {
      registered.dispose();
      changed.dispose();
    },
  };
}

function remembered(memory: Memento): AuthenticationSession[] {
  const kept: unknown = memory.get(ACCOUNTS_MEMORY);
  if (typeof kept !== "object" || kept === null) return [];
  return Object.entries(kept).flatMap(([id, label]) =>
    typeof label === "string" ? [{ id, accessToken: "", account: { id, label }, scopes: [] }] : [],
  );
}
