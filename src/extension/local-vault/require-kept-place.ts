import { LOCAL } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import { type Places, places, systemProbes, vanishesWithContainer } from "../../node/places.ts";

/**
 * Asked before the only copy of a secret goes to `server`, and before a local vault is made. Throws
 * `vault-in-container` where the local vault would vanish with this container.
 */
export function requireKeptPlace(server: string, where: Places = places(), probes = systemProbes): void {
  if (server !== LOCAL || !vanishesWithContainer(where.directory, probes)) return;
  throw new ExpectedError({ code: "vault-in-container", file: where.vault });
}
