import { LOCAL, type ServerProfile } from "../../core/connections/connections.ts";
import type { Problem } from "../../core/errors.ts";
import { parseProfiles } from "../../core/connections/parse-profiles.ts";
import type { Services } from "../services.ts";

type Settings = Pick<Services, "settings">;

/** What a new profile needs; the rest is left to the defaults. */
export type NewProfile = Pick<ServerProfile, "name" | "addresses" | "signIn"> & Partial<ServerProfile>;

/** The servers of the person's settings. An entry that cannot be used is left out; `log` tells why. */
export function storedProfiles({ settings, log }: Pick<Services, "settings" | "log">): readonly ServerProfile[] {
  const { profiles, problems } = parseProfiles(settings.read("lockers.servers"));
  for (const { code } of problems) log.info("a server of the settings cannot be used", { code });
  return profiles;
}

/** What is wrong with entries of the person's settings that cannot be used. */
export function brokenServers({ settings }: Settings): readonly Problem[] {
  return parseProfiles(settings.read("lockers.servers")).problems;
}

/** Names that a new server cannot have. */
export function takenNames({ settings }: Settings): ReadonlySet<string> {
  return new Set([LOCAL, ...settings.read("lockers.servers").flatMap((entry) => nameOf(entry) ?? [])]);
}

export async function addProfile({ settings }: Settings, profile: NewProfile): Promise<void> {
  await settings.write("lockers.servers", [...settings.read("lockers.servers"), profile]);
}

/** Puts a changed profile in the place of the one of that name; what else the person wrote into it stays. */
export async function changeProfile({ settings }: Settings, name: string, changes: Partial<NewProfile>): Promise<void> {
  const entries = settings.read("lockers.servers");
  // `address` is the short form of `addresses`, which would count before it.
  const short = changes.addresses === undefined ? {} : { address: undefined };
  const changed = entries.map((entry) => (nameOf(entry) === name ? Object.assign({}, entry, changes, short) : entry));
  await settings.write("lockers.servers", changed);
}

export async function removeProfile({ settings }: Settings, name: string): Promise<void> {
  const entries = settings.read("lockers.servers");
  await settings.write(
    "lockers.servers",
    entries.filter((entry) => nameOf(entry) !== name),
  );
}

function nameOf(entry: unknown): string | undefined {
  if (typeof entry !== "object" || entry === null || !("name" in entry)) return undefined;
  return typeof entry.name === "string" ? entry.name : undefined;
}
