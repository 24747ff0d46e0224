import { commands } from "vscode";
import { LOCAL } from "../core/connections/connections.ts";
import type { Services } from "./services.ts";

/** The icon of a vault's row. */
export function vaultIcon(server: string): string {
  return server === LOCAL ? "device-desktop" : "server";
}

/**
 * Lets the person choose among the local vault and their servers. One that they are signed out of is signed in on the
 * way. Undefined where they left.
 */
export async function askVault(services: Services, title: string, placeholder: string): Promise<string | undefined> {
  const profiles = services.connections().profiles();
  const sessions = await Promise.all(profiles.map(async ({ name }) => services.session(name)));
  const rows = [
    { label: "Local Vault", description: "this computer", icon: vaultIcon(LOCAL), value: LOCAL },
    ...profiles.map(({ name }, i) => {
      const isIn = sessions[i]?.kind === "signed-in";
      return { label: name, description: isIn ? "" : "signed out", icon: vaultIcon(name), value: name };
    }),
  ];
  const server = await services.ask.pick({ title, placeholder, rows });
  if (server === undefined || server === LOCAL) return server;
  if ((await services.session(server)).kind !== "signed-in") await commands.executeCommand("lockers.signIn", server);
  return server;
}
