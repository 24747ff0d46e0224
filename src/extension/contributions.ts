/**
 * Every id that `package.json` and the code share, once. `test/unit/extension/contributions.test.ts` holds the two
 * equal, so a command without a title or a setting without a default fails a test.
 */

/** One command of the palette or of a row's menu. */
export interface CommandEntry {
  readonly title: string;
  readonly icon?: string;
}

/** Commands by id. The category of all is `Lockers`. */
export const COMMANDS = {
  // servers and sessions
  "lockers.addServer": { title: "Add Server…" },
  "lockers.editServer": { title: "Edit Server…" },
  "lockers.removeServer": { title: "Remove Server" },
  "lockers.signIn": { title: "Sign In…", icon: "$(sign-in)" },
  "lockers.cancelSignIn": { title: "Cancel Sign-In", icon: "$(close)" },
  "lockers.signOut": { title: "Sign Out" },
  "lockers.renewSession": { title: "Renew Now" },
  "lockers.copyAccessToken": { title: "Copy Access Token" },
  "lockers.openSignedInTerminal": { title: "Open Terminal Signed In", icon: "$(terminal)" },
  "lockers.retryServer": { title: "Retry", icon: "$(refresh)" },
  "lockers.explainCertificate": { title: "Explain Certificate…", icon: "$(info)" },
  "lockers.showStatus": { title: "Servers and Local Vault…" },
  // local vault
  "lockers.createLocalVault": { title: "Create Local Vault" },
  "lockers.lockLocalVault": { title: "Lock Local Vault" },
  "lockers.unlockLocalVault": { title: "Unlock Local Vault…", icon: "$(unlock)" },
  "lockers.changePassphrase": { title: "Change Passphrase…" },
  "lockers.showRecoveryKey": { title: "Show Recovery Key" },
  "lockers.showAccessLog": { title: "Show Access Log" },
  "lockers.backUpVault": { title: "Back Up Vault…" },
  "lockers.restoreVault": { title: "Restore Vault…" },
  // secrets
  "lockers.newSecret": { title: "New Secret…", icon: "$(add)" },
  "lockers.editSecret": { title: "Edit Secret", icon: "$(edit)" },
  "lockers.reveal": { title: "Reveal", icon: "$(eye)" },
  "lockers.copyValue": { title: "Copy Value", icon: "$(copy)" },
  "lockers.copyReference": { title: "Copy Reference", icon: "$(link)" },
  "lockers.copyPath": { title: "Copy Path" },
  "lockers.addKey": { title: "Add Key…" },
  "lockers.renameSecret": { title: "Rename…" },
  "lockers.copyTo": { title: "Copy To…" },
  "lockers.compareSecrets": { title: "Compare" },
  "lockers.showVersions": { title: "Show Versions", icon: "$(history)" },
  "lockers.deleteSecret": { title: "Delete…" },
  "lockers.refresh": { title: "Refresh", icon: "$(refresh)" },
  "lockers.searchSecrets": { title: "Search Secrets…", icon: "$(search)" },
  "lockers.openPath": { title: "Open Path…" },
  "lockers.loadMore": { title: "Load More…" },
  "lockers.clearClipboard": { title: "Clear Clipboard" },
  // lockers
  "lockers.createLocker": { title: "Create Locker…", icon: "$(archive)" },
  "lockers.copyLockerToken": { title: "Copy Locker Token", icon: "$(copy)" },
  "lockers.copyLockerSnippet": { title: "Copy Locker Snippet…", icon: "$(code)" },
  "lockers.openLocker": { title: "Open Locker…", icon: "$(inbox)" },
  "lockers.checkLocker": { title: "Check Locker (costs 1 use)" },
  "lockers.revokeLocker": { title: "Revoke Locker…", icon: "$(trash)" },
  "lockers.removeLocker": { title: "Remove from List", icon: "$(close)" },
  "lockers.refreshLockers": { title: "Refresh Lockers", icon: "$(refresh)" },
  // findings
  "lockers.scanWorkspace": { title: "Scan Workspace for Secrets", icon: "$(search)" },
  "lockers.stopScan": { title: "Stop Scanning", icon: "$(stop-circle)" },
  "lockers.scanSkipped": { title: "Scan Anyway", icon: "$(search)" },
  "lockers.filterFindings": { title: "Filter Findings…", icon: "$(filter)" },
  "lockers.moveAllFindings": { title: "Move All Secrets…", icon: "$(lock)" },
  "lockers.showMoreFindings": { title: "Load More…" },
  "lockers.moveSecret": { title: "Move Secret to Vault…", icon: "$(lock)" },
  "lockers.replaceWithStored": { title: "Replace with the Stored One", icon: "$(lock)" },
  "lockers.replaceByLocker": { title: "Replace by a Locker…" },
  "lockers.revokeFoundLocker": { title: "Revoke Locker…" },
  "lockers.lookInServer": { title: "Look for Findings in a Server…" },
  "lockers.moveAll": { title: "Move All Secrets in File…", icon: "$(lock)" },
  "lockers.ignoreFinding": { title: "Ignore This Finding", icon: "$(eye-closed)" },
  "lockers.ignoreWithComment": { title: "Ignore with a Comment" },
  "lockers.ignoreRuleInFile": { title: "Ignore This Rule in This File" },
  "lockers.stopIgnoring": { title: "Stop Ignoring", icon: "$(eye)" },
  "lockers.aboutRule": { title: "About This Rule" },
  // use
  "lockers.insertReference": { title: "Insert Reference…", icon: "$(link)" },
  "lockers.openTerminal": { title: "Open Terminal with Secrets", icon: "$(shield)" },
  "lockers.runCommand": { title: "Run Command with Secrets…", icon: "$(play)" },
  "lockers.allowMapping": { title: "Allow Mapping…" },
  // help
  "lockers.showLog": { title: "Show Log" },
} as const satisfies Readonly<Record<`lockers.${string}`, CommandEntry>>;

export type CommandId = keyof typeof COMMANDS;

const isCommandId = (id: string): id is CommandId => id in COMMANDS;
export const COMMAND_IDS: readonly CommandId[] = Object.keys(COMMANDS).filter(isCommandId);

/** What a view's title offers. */
export const TITLE_COMMANDS: ReadonlySet<CommandId> = new Set([
  "lockers.addServer",
  "lockers.backUpVault",
  "lockers.changePassphrase",
  "lockers.createLocker",
  "lockers.filterFindings",
  "lockers.lockLocalVault",
  "lockers.moveAllFindings",
  "lockers.newSecret",
  "lockers.openLocker",
  "lockers.refresh",
  "lockers.refreshLockers",
  "lockers.restoreVault",
  "lockers.scanWorkspace",
  "lockers.searchSecrets",
  "lockers.showAccessLog",
  "lockers.showLog",
  "lockers.showRecoveryKey",
  "lockers.signIn",
  "lockers.signOut",
  "lockers.stopScan",
  "lockers.unlockLocalVault",
] as const);

/** The container in the activity bar and its views. */
export const CONTAINER = "lockers";
export const VIEWS = {
  "lockers.secrets": "Secrets",
  "lockers.lockers": "Lockers",
  "lockers.findings": "Findings",
} as const;

/** A setting: its default, and how a value from outside becomes ours. */
export interface SettingEntry<Value> {
  readonly fallback: Value;
  /** `application`: a workspace cannot set it. */
  readonly scope: "application" | "resource" | "window";
  /** Turns what the person wrote into a value, or undefined where it is none. */
  parse(raw: unknown): Value | undefined;
}

const flag = (fallback: boolean, scope: SettingEntry<boolean>["scope"]): SettingEntry<boolean> => ({
  fallback,
  scope,
  parse: (raw) => (typeof raw === "boolean" ? raw : undefined),
});

const seconds = (fallback: number, smallest: number): SettingEntry<number> => ({
  fallback,
  scope: "application",
  parse: (raw) => (typeof raw === "number" && raw >= smallest && raw <= 3600 ? raw : undefined),
});

const choice = <Word extends string>(fallback: Word, words: readonly Word[]): SettingEntry<Word> => ({
  fallback,
  scope: "application",
  parse: (raw) => words.find((word) => word === raw),
});

const list = (): SettingEntry<readonly unknown[]> => ({
  fallback: [],
  scope: "application",
  parse: (raw) => (Array.isArray(raw) ? raw : undefined),
});

/** Settings by id. */
export const SETTINGS = {
  "lockers.detection.enabled": flag(true, "resource"),
  "lockers.detection.showPossible": flag(false, "resource"),
  /** Parsed one by one by `detection/custom`: one broken rule must not keep the others. */
  "lockers.detection.rules": { ...list(), scope: "resource" },
  "lockers.codeLens": flag(true, "resource"),
  "lockers.pasteGuard": choice("offer", ["offer", "first", "off"]),
  "lockers.reveal.hideAfter": seconds(30, 5),
  "lockers.reveal.hideOnBlur": flag(true, "application"),
  "lockers.clipboard.clearAfter": seconds(60, 0),
  /** Parsed one by one by `servers/profiles.ts`: one broken entry must not hide the others. */
  "lockers.servers": list(),
} as const;

export type SettingId = keyof typeof SETTINGS;
export type SettingValue<Id extends SettingId> = (typeof SETTINGS)[Id]["fallback"];

/** Context keys that menus and welcome views ask for, with the values each may have. */
export const CONTEXT_KEYS = {
  /** What the Findings view can say while it is empty. */
  "lockers.findingsState": ["nothing", "clean"],
  "lockers.scanning": [true, false],
  /** The Findings view shows something that can be moved. */
  "lockers.anyFinding": [true, false],
  "lockers.localVault": ["absent", "locked", "open"],
  "lockers.anyServer": [true, false],
  "lockers.did.find": [true],
  "lockers.did.store": [true],
  "lockers.did.run": [true],
  "lockers.did.locker": [true],
  "lockers.did.server": [true],
} as const;

export type ContextKey = keyof typeof CONTEXT_KEYS;
export type ContextValue<Key extends ContextKey> = (typeof CONTEXT_KEYS)[Key][number];
