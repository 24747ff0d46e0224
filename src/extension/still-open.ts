import { LOCAL } from "../core/connections/connections.ts";
import type { Services } from "./services.ts";

/** False once the vault is locked, or the server signed out of: what came from there is no longer to be shown. */
export async function stillOpen(services: Services, server: string): Promise<boolean> {
  if (server === LOCAL) return (await services.localVault().state()) === "open";
  return (await services.session(server)).kind === "signed-in";
}
