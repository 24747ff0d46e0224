import { ExpectedError } from "../errors.ts";
import type { ServerProfile } from "./connections.ts";

/** The server of that name. Throws `unknown-server`. */
export function findProfile(profiles: readonly ServerProfile[], server: string): ServerProfile {
  const profile = profiles.find((candidate) => candidate.name === server);
  if (profile === undefined) throw new ExpectedError({ code: "unknown-server", server });
  return profile;
}
