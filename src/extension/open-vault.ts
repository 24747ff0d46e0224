import { commands } from "vscode";
import { LOCAL } from "../core/connections/connections.ts";
import { ExpectedError } from "../core/errors.ts";
import type { Services } from "./services.ts";

/**
 * Makes sure that a server can be asked: the local vault is created or unlocked, with the person's part in it. Throws
 * `cancelled` where they left. Other servers say by themselves what they need.
 */
export async function openVault(services: Services, server: string): Promise<void> {
  if (server !== LOCAL) return;
  const state = await services.localVault().state();
  if (state === "absent") await commands.executeCommand("lockers.createLocalVault");
  if (state === "locked") await commands.executeCommand("lockers.unlockLocalVault");
  if ((await services.localVault().state()) !== "open") throw new ExpectedError({ code: "cancelled" });
}
