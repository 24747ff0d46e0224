import { commands } from "vscode";
import type { ContextKey, ContextValue } from "./contributions.ts";

/** Sets one of our context keys, for menus, welcome views and the walkthrough. */
export async function setContext<Key extends ContextKey>(key: Key, value: ContextValue<Key>): Promise<void> {
  await commands.executeCommand("setContext", key, value);
}
