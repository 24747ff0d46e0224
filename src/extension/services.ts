import type { Disposable, Event, Memento, Uri } from "vscode";
import type { Connections, ServerProfile } from "../core/connections/connections.ts";
import type { LocalVaultKeeper } from "../core/local-vault/local-vault.ts";
import type { Clock, Keychain, Random } from "../core/ports.ts";
import type { Sessions } from "../core/sessions/sessions.ts";
import type { Reach } from "../core/servers/reach.ts";
import type { Transport } from "../core/transport/transport.ts";
import type { Approvals } from "../node/mapping/approvals.ts";
import type { SecretPath } from "../core/vault/types.ts";
import type { SecretClipboard } from "./clipboard.ts";
import type { OwnSlot } from "./local-vault/own-slot.ts";
import type { Door } from "./door.ts";
import type { FindingsView } from "./findings/findings-view.ts";
import type { Memory } from "./memory.ts";
import type { Registering } from "./register-command.ts";
import type { Selection } from "./secrets/selection.ts";
import type { SessionState } from "./servers/session-state.ts";
import type { UnderWay } from "./servers/session-states.ts";
import type { Settings } from "./settings.ts";
import type { WindowKnownValues } from "./stored/window-known-values.ts";

/** Something that views show has changed. */
export type Change =
  /** The Secrets view has read its first level: from now on others may read too. */
  | { readonly kind: "shown" }
  /** `open`: the person has just signed in there and waits for its row to open. */
  | { readonly kind: "servers"; readonly open?: string }
  | { readonly kind: "local-vault" }
  | {
      readonly kind: "secrets";
      readonly server: string;
      /** Undefined: anything on the server may have changed. */
      readonly at: SecretPath | undefined;
      /** It was deleted there: for good, or so that it can be brought back. */
      readonly deleted?: "for-good" | "hidden";
      /** True: the Secrets view, where it is on screen, selects the row. */
      readonly select?: boolean;
    }
  | { readonly kind: "lockers" };

export interface Changes {
  readonly on: Event<Change>;
  tell(change: Change): void;
}

/**
 * What features share, built in `compose.ts`. Functions are lazy: the first call builds, later calls give the same.
 * None of them may be called while the extension is being activated.
 */
export interface Services extends Disposable, Registering {
  /** The views that VS Code has since activation. */
  readonly views: Pick<Door, "secrets" | "lockers" | "terminals" | "accounts">;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: Random;
  readonly keychain: Keychain;
  readonly clipboard: SecretClipboard;
  readonly changes: Changes;
  /** Which values this window has read or written, and where they are kept. */
  readonly known: Pick<WindowKnownValues, "values" | "onDidChange">;
  /** Remembered per workspace: places, names, choices. Never a value. */
  readonly workspaceMemory: Memento;
  readonly globalMemory: Memory;
  /** The extension's own folder, for `media` and `dist`. */
  readonly extensionUri: Uri;
  /** The Findings view, once its feature is set up. */
  readonly findings: { shown?: Pick<FindingsView, "rows" | "view"> };
  /** Where this extension keeps files for the workspace; undefined where there is none. */
  readonly storageUri: Uri | undefined;
  /** Which mappings the person has approved. */
  readonly approvals: Approvals;
  /** The rows of the Secrets view that a command is meant for. */
  readonly selection: Selection;
  /** Is done, with a little time for all of it, before VS Code ends. */
  readonly atEnd: Set<() => Promise<void>>;
  localVault(): LocalVaultKeeper;
  /** VS Code's own way into the local vault. */
  ownSlot(): OwnSlot;
  connections(): Connections;
  sessions(): Sessions;
  /** The way to one address, of a server that may not be in the settings yet; gives up after a few seconds. */
  transportTo(address: string, trust?: Partial<Pick<ServerProfile, "caFile" | "clientCertificate">>): Transport;
  /** Which servers cannot be used at the moment, and why. */
  reach(): Reach;
  /** How it stands with a server's session. Asks the server nothing. */
  session(server: string): Promise<SessionState>;
  /** The server counts as signing in until `work` has ended; gives what it gives. */
  signingIn<Result>(server: string, work: Promise<Result>, handle: UnderWay): Promise<Result>;
  /** The sign-in that this window has under way there. */
  signInUnderWay(server: string): UnderWay | undefined;
  /** The server counts as renewing its session until `work` has ended. */
  renewing<Result>(server: string, work: Promise<Result>): Promise<Result>;
}
