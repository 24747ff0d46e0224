import { ConfigurationTarget, type Disposable, type Uri, workspace } from "vscode";
import { SETTINGS, type SettingEntry, type SettingId, type SettingValue } from "./contributions.ts";

/** Settings, parsed and typed. A value of the wrong shape counts as not set. */
export interface Settings {
  /** `scope`: the document or folder that is asked for, where the setting may differ per folder. */
  read<Id extends SettingId>(id: Id, scope?: Uri): SettingValue<Id>;
  /** Writes the person's own settings, never a workspace's. */
  write<Id extends SettingId>(id: Id, value: SettingValue<Id>): Promise<void>;
  onDidChange(id: SettingId, listener: () => void): Disposable;
}

export function settings(): Settings {
  return {
    read: (id, scope) => {
      const entry = entryOf(id);
      return entry.parse(rawValue(id, entry.scope, scope)) ?? entry.fallback;
    },
    write: async (id, value) => {
      await workspace.getConfiguration().update(id, value, ConfigurationTarget.Global);
    },
    onDidChange: (id, listener) =>
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(id)) listener();
      }),
  };
}

function entryOf<Id extends SettingId>(id: Id): SettingEntry<SettingValue<Id>> {
  return SETTINGS[id];
}

/** Where the setting is the application's, only the person's own value counts, whatever a workspace file says. */
function rawValue(id: SettingId, scope: SettingEntry<unknown>["scope"], of: Uri | undefined): unknown {
  const configuration = workspace.getConfiguration(undefined, of);
  return scope === "application" ? configuration.inspect(id)?.globalValue : configuration.get<unknown>(id);
}
