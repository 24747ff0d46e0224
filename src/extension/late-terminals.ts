import { type Disposable, type TerminalProfile, window } from "vscode";

type Provide = () => Promise<TerminalProfile | undefined>;

/** The kind of terminal *With Secrets*, which VS Code has from the start and a feature fills. */
export interface LateTerminals extends Disposable {
  provide(profile: Provide): Disposable;
}

/** `read` settles after `provide` was called. */
export function lateTerminals(read: () => Promise<void>): LateTerminals {
  let given: Provide | undefined;
  const registered = window.registerTerminalProfileProvider("lockers.withSecrets", {
    provideTerminalProfile: async () => {
      await read();
      return given?.();
    },
  });
  return {
    provide: (profile) => {
      given = profile;
      return { dispose: () => (given = undefined) };
    },
    dispose: () => registered.dispose(),
  };
}
