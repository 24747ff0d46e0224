import type { AuditContext } from "../../core/audit/audit.ts";
import { LOCAL } from "../../core/connections/connections.ts";
import type { Finding } from "../../core/detection/finding.ts";
import { problemCode } from "../../core/errors.ts";
import { freeVariable, lookUpPlace } from "../../core/migration/look-up.ts";
import { parseMapping } from "../../core/references/mapping.ts";
import type { Secret } from "../../core/secrets/secret.ts";
import type { Services } from "../services.ts";
import { MAPPING_NAME, mappingText } from "./mapping-place.ts";
import type { MoveChoices, MoveState } from "./move-choices.ts";
import { referenceTo } from "./reference-to.ts";
import { offeredVariable, pathPart, suggestPlace } from "./suggest-place.ts";

/** A sheet's title, the label of the row that accepts, and what Enter does. */
export interface SheetWords {
  readonly title: string;
  readonly accept: string;
  readonly placeholder: string;
}

/** What a move is about; all of it is known before it is asked for a place. */
export interface MoveSubject {
  /** `Stripe live key in app.js, line 4`. */
  readonly heading: string;
  /** What the sheet says where it is not for a move. */
  readonly words?: SheetWords;
  readonly finding: Finding;
  /** Name of the workspace folder. */
  readonly project: string;
  /** The value, to see whether the vault holds it already. */
  readonly value: Secret;
}

export const MOVE_AUDIT: AuditContext = { who: "quick fix", why: "move" };

const SERVER_MEMORY = "lockers.move.server";
const USUAL_MOUNTS = ["secret", "secrets", "kv"];

/** Mounts that can take a secret; none where the server cannot be asked now. */
export async function kvMounts(services: Services, server: string): Promise<readonly string[]> {
  try {
    const client = await services.connections().client(server);
    const mounts = await client.mounts({ audit: MOVE_AUDIT });
    return mounts.filter(({ kind }) => kind !== "cubbyhole").map(({ mount }) => mount);
  } catch (error) {
    // Locked, offline or not allowed: the person types the mount, and storing says what is wrong.
    if (problemCode(error) === undefined) throw error;
    return [];
  }
}

/** A vault and where in it secrets are proposed to go. */
export type VaultChoice = Pick<MoveChoices, "server" | "vault" | "home"> & { readonly mount: string };

/** How a vault stands, the person's home on it, and the mount that is proposed. */
export async function vaultChoice(services: Services, server: string): Promise<VaultChoice> {
  const vault = server === LOCAL ? await services.localVault().state() : "open";
  const mounts = vault === "open" ? await kvMounts(services, server) : [];
  const home = server === LOCAL ? undefined : await services.connections().home(server);
  return { server, vault, home, mount: USUAL_MOUNTS.find((usual) => mounts.includes(usual)) ?? mounts[0] ?? "secret" };
}

/** The choices for one secret in a vault, as they are proposed. */
export function proposeFor(subject: Pick<MoveSubject, "finding" | "project">, choice: VaultChoice): MoveChoices {
  const { server, vault, home, mount } = choice;
  const project = pathPart(subject.project);
  const { group, key } = suggestPlace(subject.finding.variable, "app");
  const path = [...(home === undefined ? [] : [home]), project, group].join("/");
  const variable = offeredVariable(subject.finding.variable);
  return { server, vault, home, held: undefined, at: { mount, path }, key, variable };
}

/** Names that are taken give way: the key's in the vault, where that can be asked, and the variable's in the mapping. */
export async function avoidTaken(services: Services, value: Secret, state: MoveState): Promise<MoveState> {
  try {
    const mapping = parseMapping((await mappingText(state.mapping)) ?? "", MAPPING_NAME);
    const named = { ...state, variable: freeVariable(mapping, state.variable, referenceTo(state)) };
    if (state.vault !== "open") return named;
    const client = await services.connections().client(state.server);
    const found = await lookUpPlace(client, state, value, { audit: MOVE_AUDIT });
    const placed = { ...state, key: found.key, held: found.state };
    return { ...placed, variable: freeVariable(mapping, state.variable, referenceTo(placed)) };
  } catch (error) {
    // The move itself meets the same problem, and says what to do.
    if (problemCode(error) === undefined) services.log.problem("move sheet", error);
    return state;
  }
}

/** Where the last secret of this workspace went, else the only server that is signed in, else the local vault. */
export async function firstServer(services: Services): Promise<string> {
  const remembered = services.workspaceMemory.get<unknown>(SERVER_MEMORY);
  const names = services
    .connections()
    .profiles()
    .map(({ name }) => name);
  if (typeof remembered === "string" && (remembered === LOCAL || names.includes(remembered))) return remembered;
  const [only, ...others] = names;
  const isOnlyOne = only !== undefined && others.length === 0 && (await services.session(only)).kind === "signed-in";
  return isOnlyOne ? only : LOCAL;
}

export async function rememberServer(services: Services, server: string): Promise<void> {
  await services.workspaceMemory.update(SERVER_MEMORY, server);
}
