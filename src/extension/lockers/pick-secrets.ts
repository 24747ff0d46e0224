import { commands, l10n, ProgressLocation, window } from "vscode";
import { LOCAL } from "../../core/connections/connections.ts";
import { problemCode } from "../../core/errors.ts";
import type { VaultClient } from "../../core/vault/client.ts";
import type { Mount } from "../../core/vault/types.ts";
import { below, fullPath, type SecretPlace } from "../secrets/place.ts";
import type { Services } from "../services.ts";
import { abortOn } from "../abort-on.ts";

/** More than that nobody looks through in a pick; the Secrets view shows all. */
const MOST = 1_000;
const AUDIT = { who: "create locker", why: "choose secrets" } as const;

async function walk(client: VaultClient, mount: Mount, found: SecretPlace[], signal: AbortSignal): Promise<void> {
  const folders = [{ mount: mount.mount, path: "" }];
  for (let at = folders.pop(); at !== undefined && found.length < MOST; at = folders.pop()) {
    for (const { name, kind } of await client.list(at, { audit: AUDIT, signal })) {
      const place = below(at, name);
      if (kind === "folder") folders.push(place);
      else found.push({ kind: "secret", server: client.server, engine: mount.kind, at: place });
    }
  }
}

async function secretsOn(services: Services, server: string, signal: AbortSignal): Promise<readonly SecretPlace[]> {
  const found: SecretPlace[] = [];
  try {
    const client = await services.connections().client(server, signal);
    const mounts = await client.mounts({ audit: AUDIT, signal });
    for (const mount of mounts.filter(({ kind }) => kind !== "cubbyhole")) await walk(client, mount, found, signal);
  } catch (error) {
    // A server that does not answer or may not be listed has nothing to choose from; the others have.
    if (problemCode(error) === undefined) throw error;
  }
  return found;
}

async function reachable(services: Services): Promise<readonly string[]> {
  const names = services.connections().profiles();
  const sessions = await Promise.all(names.map(async ({ name }) => services.session(name)));
  const signedIn = names.filter((_, i) => sessions[i]?.kind === "signed-in").map(({ name }) => name);
  return (await services.localVault().state()) === "open" ? [LOCAL, ...signedIn] : signedIn;
}

/** What the pick says. */
export interface PickWords {
  readonly title: string;
  readonly placeholder: string;
}

/**
 * Lets the person choose secrets of everything that is open, where none is selected in the Secrets view. Undefined
 * where they left, or where there is nothing to choose from: then the way to a first secret is offered.
 */
export async function pickSecrets(
  services: Services,
  words: PickWords = { title: "Create Locker", placeholder: l10n.t("Secrets to hand over") },
): Promise<readonly SecretPlace[] | undefined> {
  const servers = await reachable(services);
  const looking = { location: ProgressLocation.Window, title: l10n.t("Looking for secrets…") };
  const found = await window.withProgress(looking, async (_, cancel) => {
    const signal = abortOn(cancel);
    return (await Promise.all(servers.map(async (server) => secretsOn(services, server, signal)))).flat();
  });
  if (found.length === 0) {
    const add = l10n.t("New Secret…");
    const pressed = await services.ask.toast({
      level: "info",
      text: l10n.t("There is no secret yet to hand over."),
      buttons: [add],
    });
    if (pressed === add) await commands.executeCommand("lockers.newSecret");
    return undefined;
  }
  return services.ask.pickMany({
    ...words,
    rows: found.map((place) => ({ label: fullPath(place.at), description: place.server, value: place })),
  });
}
