import { problemCode } from "../errors.ts";
import type { Mapping } from "../references/mapping.ts";
import type { Secret } from "../secrets/secret.ts";
import type { CallOptions, VaultClient } from "../vault/client.ts";
import type { SecretPath } from "../vault/types.ts";

/** What a place holds for a value. */
export interface PlaceState {
  /** `free`: there is no such key; `same`: it holds this value, to be reused; `other`: it holds another one. */
  readonly state: "free" | "same" | "other";
  /** The key itself, or the next of `key_2`, `key_3`, … that is free or holds this value. */
  readonly key: string;
}

/** Looks a place up before the move. Throws what reading throws, except for an absent or deleted secret. */
export async function lookUpPlace(
  client: VaultClient,
  { at, key }: { readonly at: SecretPath; readonly key: string },
  value: Secret,
  options: CallOptions,
): Promise<PlaceState> {
  const held = await heldValues(client, at, options);
  const usable = (candidate: string): boolean => held.get(candidate)?.equals(value) ?? true;
  if (!held.has(key)) return { state: "free", key };
  return { state: usable(key) ? "same" : "other", key: nextName(key, usable) };
}

/** `name`, or the next of `name_2`, `name_3`, … that the mapping does not have or has for this reference. */
export function freeVariable(mapping: Mapping | undefined, name: string, reference: string): string {
  const taken = new Map(mapping?.entries.map((entry) => [entry.name, entry.value]));
  return nextName(name, (candidate) => {
    const value = taken.get(candidate);
    return value === undefined || (value.kind === "reference" && value.text === reference);
  });
}

/** The name under which the mapping has this reference already, or undefined. */
export function variableOf(mapping: Mapping, reference: string): string | undefined {
  return mapping.entries.find(({ value }) => value.kind === "reference" && value.text === reference)?.name;
}

function nextName(name: string, usable: (candidate: string) => boolean): string {
  let candidate = name;
  for (let number = 2; !usable(candidate); number += 1) candidate = `${name}_${number}`;
  return candidate;
}

async function heldValues(
  client: VaultClient,
  at: SecretPath,
  options: CallOptions,
): Promise<ReadonlyMap<string, Secret>> {
  try {
    const { fields } = await client.read(at, options);
    return new Map([...fields].map(([key, field]) => [key, field.value]));
  } catch (error) {
    if (problemCode(error) === "not-found" || problemCode(error) === "version-gone") return new Map();
    throw error;
  }
}
