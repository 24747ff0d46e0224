import { EventEmitter, type ExtensionContext } from "vscode";
import { ExpectedError } from "../core/errors.ts";
import { secretClipboard } from "./clipboard.ts";
import { Disposables } from "./disposables.ts";
import { vscodeAsk } from "./host/ask.ts";
import { systemClock } from "./host/clock.ts";
import { secretStorageKeychain } from "./host/keychain.ts";
import { systemRandom } from "./host/random.ts";
import { extensionLog } from "./log.ts";
import { rowSelection } from "./secrets/selection.ts";
import type { Change, Services } from "./services.ts";
import { settings } from "./settings.ts";

/** Wires everything by hand. Builds only what costs nothing; the rest is lazy. */
export function compose(context: ExtensionContext): Services {
  const owned = new Disposables();
  const log = owned.add(extensionLog());
  const changed = owned.add(new EventEmitter<Change>());
  const read = settings();
  return {
    ask: vscodeAsk,
    log,
    settings: read,
    clipboard: owned.add(secretClipboard(read, systemClock)),
    clock: systemClock,
    random: systemRandom,
    keychain: secretStorageKeychain(context.secrets),
    changes: { on: changed.event, tell: (change) => changed.fire(change) },
    workspaceMemory: context.workspaceState,
    globalMemory: context.globalState,
    extensionUri: context.extensionUri,
    localVault: () => {
      throw new ExpectedError({ code: "vault-absent" });
    },
    connections: () => {
      throw new ExpectedError({ code: "vault-absent" });
    },
    ownSlot: () => {
      throw new ExpectedError({ code: "vault-absent" });
    },
    selection: rowSelection(),
    session: async () => ({ kind: "signed-out" }),
    dispose: () => owned.dispose(),
  };
}
