import { type Uri, workspace } from "vscode";
import { problemCode } from "../../../core/errors.ts";
import { type Homes, linesNaming, type NamedSecret } from "../../../core/references/rename-references.ts";
import { MAPPING_NAME, mappingText } from "../../move/mapping-place.ts";
import type { Services } from "../../services.ts";

const MOST = 100;
const EXCLUDED = "**/{node_modules,.git,.venv,venv}/**";

/** A mapping of the workspace that names certain secrets. */
export interface MappingUse {
  readonly mapping: Uri;
  readonly text: string;
  /** How many of its lines do. */
  readonly lines: number;
}

/** The mappings of the workspace with lines that name secrets which `concerns` picks. One that cannot be read says nothing. */
export async function mappingUses(
  services: Services,
  concerns: (secret: NamedSecret) => boolean,
): Promise<readonly MappingUse[]> {
  const homes = await knownHomes(services);
  const mappings = await workspace.findFiles(`**/${MAPPING_NAME}`, EXCLUDED, MOST);
  const uses = await Promise.all(mappings.map(async (mapping) => useOf(mapping, homes, concerns)));
  return uses.filter((use) => use !== undefined);
}

/** The homes that are known without asking anybody: of servers with a session. */
export async function knownHomes(services: Services): Promise<Homes> {
  const connections = services.connections();
  const servers = connections.profiles().map(({ name }) => name);
  const homes = await Promise.all(
    servers.map(async (server) => [server, await connections.home(server).catch(() => undefined)] as const),
  );
  const known = new Map(homes);
  return (server) => known.get(server);
}

async function useOf(
  mapping: Uri,
  homes: Homes,
  concerns: (secret: NamedSecret) => boolean,
): Promise<MappingUse | undefined> {
  try {
    const text = await mappingText(mapping);
    if (text === undefined) return undefined;
    const lines = linesNaming(text, homes, concerns).length;
    return lines === 0 ? undefined : { mapping, text, lines };
  } catch (error) {
    if (problemCode(error) === undefined) throw error;
    return undefined;
  }
}
