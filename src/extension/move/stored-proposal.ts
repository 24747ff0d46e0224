import { problemCode } from "../../core/errors.ts";
import { variableOf } from "../../core/migration/look-up.ts";
import { parseMapping } from "../../core/references/mapping.ts";
import type { KnownPlace } from "../../core/stored/known-values.ts";
import type { Services } from "../services.ts";
import { MAPPING_NAME, mappingText } from "./mapping-place.ts";
import type { MoveState } from "./move-choices.ts";
import { type MoveSubject, proposeFor, vaultChoice } from "./move-proposal.ts";
import { referenceTo } from "./reference-to.ts";

/** The name the mapping has for this reference; undefined where it has none or cannot be read. */
async function mappedName(state: MoveState): Promise<string | undefined> {
  try {
    return variableOf(parseMapping((await mappingText(state.mapping)) ?? "", MAPPING_NAME), referenceTo(state));
  } catch (error) {
    if (problemCode(error) === undefined) throw error;
    return undefined;
  }
}

/** The choices for a value that is kept at a place already: nothing is to be written there. */
export async function proposeStored(
  services: Services,
  subject: Pick<MoveSubject, "finding" | "project">,
  { server, at, key }: KnownPlace,
  mapping: MoveState["mapping"],
): Promise<MoveState> {
  const proposed = proposeFor(subject, await vaultChoice(services, server));
  const state = { ...proposed, at, key, held: "same", mapping } as const;
  return { ...state, variable: (await mappedName(state)) ?? state.variable };
}
