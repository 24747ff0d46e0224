import { EventEmitter, type ExtensionContext } from "vscode";
import { createApprovals } from "../node/mapping/approvals.ts";
import { places } from "../node/places.ts";
import { secretClipboard } from "./clipboard.ts";
import { composeCore } from "./compose-core.ts";
import { Disposables } from "./disposables.ts";
import type { Door } from "./door.ts";
import { vscodeAsk } from "./host/ask.ts";
import { systemClock } from "./host/clock.ts";
import { memoryInTurn } from "./host/memory-in-turn.ts";
import { secretStorageKeychain } from "./host/keychain.ts";
import { systemRandom } from "./host/random.ts";
import { extensionLog } from "./log.ts";
import { rowSelection } from "./secrets/selection.ts";
import { sessionStates } from "./servers/session-states.ts";
import type { Change, Services } from "./services.ts";
import { settings } from "./settings.ts";
import { windowKnownValues } from "./stored/window-known-values.ts";

/** Wires everything by hand. Builds only what costs nothing; the rest is lazy. */
export function compose(context: ExtensionContext, door: Door): Services {
  const owned = new Disposables();
  const log = owned.add(extensionLog());
  const changed = owned.add(new EventEmitter<Change>());
  const read = settings();
  const host = {
    log,
    settings: read,
    clock: systemClock,
    random: systemRandom,
    keychain: secretStorageKeychain(context.secrets),
    globalMemory: memoryInTurn(context.globalState),
    ask: { ...vscodeAsk }, // a suite in the extension host puts its own answers here
    changes: { on: changed.event, tell: (change: Change) => changed.fire(change) },
    known: owned.add(windowKnownValues(systemRandom)),
  };
  const clipboard = owned.add(secretClipboard(read, systemClock));
  const core = composeCore(context, host);
  const states = sessionStates(core.sessions, systemClock, () => changed.fire({ kind: "servers" }));
  owned.add({ dispose: () => void core.localVault.built()?.close() });
  return {
    ...host,
    ...core,
    handlers: door.handlers,
    views: door,
    clipboard,
    atEnd: new Set([async () => clipboard.clear()]),
    workspaceMemory: context.workspaceState,
    extensionUri: context.extensionUri,
    storageUri: context.storageUri,
    findings: {},
    approvals: createApprovals(places().approvals),
    selection: rowSelection(),
    session: states.state,
    signingIn: states.during,
    signInUnderWay: states.underWay,
    renewing: states.renewing,
    dispose: () => owned.dispose(),
  };
}
