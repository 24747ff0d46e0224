import { ExtensionMode } from "vscode";
import type { Services } from "./services.ts";

/** What a suite in the extension host gets. */
export interface SuiteDoor {
  readonly services: Services;
}

/**
 * Lets suites in the extension host answer questions themselves, since VS Code refuses modals there. Undefined outside
 * of a test run: no other extension reaches anything of ours.
 */
export function suiteDoor(mode: ExtensionMode, services: Services): SuiteDoor | undefined {
  return mode === ExtensionMode.Test ? { services } : undefined;
}
