import { onPath } from "../setup/places.mjs";

/** The command that opens a desktop VS Code here, or undefined where there is none or no display to show it on. */
export function desktopCode() {
  const { DISPLAY, WAYLAND_DISPLAY, VSCODE_IPC_HOOK_CLI } = process.env;
  if (VSCODE_IPC_HOOK_CLI !== undefined) return undefined; // `code` of a remote window talks to that window alone
  const display = process.platform !== "linux" || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined;
  return display ? onPath("code") : undefined;
}
