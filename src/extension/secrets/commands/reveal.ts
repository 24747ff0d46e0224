import { type Disposable, l10n } from "vscode";
import { ExpectedError } from "../../../core/errors.ts";
import type { SecretData, SecretObject } from "../../../core/vault/types.ts";
import { registerCommand } from "../../register-command.ts";
import { revealTab, revealTitle } from "../../reveal/reveal-tab.ts";
import type { Services } from "../../services.ts";
import { meantFor } from "../choose.ts";
import { breadcrumb, fullPath, type KeyPlace, lastPart, type SecretPlace } from "../place.ts";

/** The command *Reveal*: one value, or all of a secret, in a tab that hides them again. */
export function revealCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.reveal", async (...args) => {
    const [place] = await meantFor(services, l10n.t("Reveal"), args);
    if (place !== undefined) await reveal(services, place);
  });
}

export async function reveal(services: Services, place: SecretPlace | KeyPlace): Promise<void> {
  const read = await readPlace(services, place);
  const version = read.version === undefined ? "" : ` · v${read.version}`;
  let first: SecretObject | undefined = read;
  await revealTab(services, {
    title: revealTitle(place.kind === "key" ? place.key : lastPart(place.at)),
    header: `${breadcrumb(place.server, place.at)}${version}`,
    server: place.server,
    read: async () => {
      const now = first ?? (await readPlace(services, place));
      first = undefined; // read once for the header; Show Again asks the server
      return narrowed(now, place);
    },
  });
}

/** Reveals one version of a secret (KV v2). */
export async function revealVersion(services: Services, place: SecretPlace, version: number): Promise<void> {
  const { server, at } = place;
  await revealTab(services, {
    title: revealTitle(lastPart(at)),
    header: `${breadcrumb(server, at)} · v${version}`,
    server,
    read: async () => {
      const client = await services.connections().client(server);
      return (await client.read(at, { version, audit: { who: "reveal", why: `version ${version}` } })).fields;
    },
  });
}

async function readPlace(services: Services, place: SecretPlace | KeyPlace): Promise<SecretObject> {
  const client = await services.connections().client(place.server);
  return client.read(place.at, { audit: { who: "reveal", ...(place.kind === "key" ? { keys: [place.key] } : {}) } });
}

function narrowed({ fields }: SecretObject, place: SecretPlace | KeyPlace): SecretData {
  if (place.kind === "secret") return fields;
  const field = fields.get(place.key);
  if (field !== undefined) return new Map([[place.key, field]]);
  const { server, at, key } = place;
  throw new ExpectedError({ code: "key-not-found", server, path: fullPath(at), key, similar: undefined });
}
