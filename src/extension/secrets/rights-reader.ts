import { LOCAL } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import { ALL_RIGHTS, type Rights, rightsOf, rightsQuestion } from "../../core/vault/rights.ts";
import type { Services } from "../services.ts";
import type { TreeNode } from "./node.ts";
import { type Place, placeId } from "./place.ts";

type Asked = Exclude<Place, { kind: "server" | "key" }>;

/** What tokens may do with what rows stand for. A row whose rights are not known yet offers everything. */
export interface RightsBook {
  of(place: Place): Rights;
  /** Asks for rows that were given to VS Code, all of a server in one request, and draws again those that may less. */
  wanted(rows: readonly TreeNode[]): void;
  /** Another session may do other things. */
  forget(server: string): void;
}

export interface RightsParts {
  readonly services: Pick<Services, "connections" | "log">;
  readonly redraw: (rows: readonly TreeNode[]) => void;
}

export function createRightsBook({ services, redraw }: RightsParts): RightsBook {
  /** By server and place; another session has a map of its own, so that no late answer counts for it. */
  const known = new Map<string, Map<string, Rights>>();
  const ofServer = (server: string): Map<string, Rights> => {
    const rights = known.get(server) ?? new Map<string, Rights>();
    known.set(server, rights);
    return rights;
  };
  const asked = new WeakSet<TreeNode>();

  async function ask(server: string, rows: ReadonlyMap<TreeNode, Asked>): Promise<void> {
    const questions = [...rows].map(([row, place]) => {
      const kind = place.kind === "secret" ? place.kind : "folder";
      return { row, id: placeId(place), question: rightsQuestion(place.at, place.engine, kind) };
    });
    const paths = questions.flatMap(({ question: { data, metadata } }) =>
      metadata === undefined ? [data] : [data, metadata],
    );
    const rightsNow = ofServer(server);
    const client = await services.connections().client(server);
    const answer = await client.capabilities(paths, { audit: { who: "tree", why: "rights" } });
    const changed: TreeNode[] = [];
    for (const { row, id, question } of questions) {
      const rights = rightsOf(question, answer);
      if (JSON.stringify(rights) !== JSON.stringify(rightsNow.get(id) ?? ALL_RIGHTS)) changed.push(row);
      rightsNow.set(id, rights);
    }
    redraw(changed);
  }

  return {
    of: (place) => known.get(place.server)?.get(placeId(place)) ?? ALL_RIGHTS,
    wanted: (rows) => {
      const unasked = rows.filter((row) => !asked.has(row));
      for (const row of unasked) asked.add(row);
      for (const [server, those] of byServer(unasked)) {
        ask(server, those).catch((error: unknown) => {
          // not every token may ask what it may do: then everything is offered, and a refusal says the right that lacks
          if (!(error instanceof ExpectedError)) services.log.problem("tree: rights", error);
        });
      }
    },
    forget: (server) => void known.delete(server),
  };
}

/** On the local vault the person may do everything. */
function byServer(rows: readonly TreeNode[]): ReadonlyMap<string, ReadonlyMap<TreeNode, Asked>> {
  const servers = new Map<string, Map<TreeNode, Asked>>();
  for (const row of rows) {
    const { place } = row;
    if (place === undefined || place.server === LOCAL || place.kind === "server" || place.kind === "key") continue;
    const ofServer = servers.get(place.server) ?? new Map<TreeNode, Asked>();
    servers.set(place.server, ofServer.set(row, place));
  }
  return servers;
}
