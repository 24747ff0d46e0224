import { commands, l10n } from "vscode";
import type { Found, OpenFinder, RowButton } from "../../ask.ts";
import { count } from "../../count.ts";
import { openLocalVault } from "../../local-vault/open-local-vault.ts";
import { reportProblem } from "../../report-problem.ts";
import type { Services } from "../../services.ts";
import type { KeyPlace, SecretPlace } from "../place.ts";
import type { NotSearched } from "./listed-servers.ts";
import { type SearchChoice, searchRows } from "./search-rows.ts";
import type { SecretSearch } from "./secret-search.ts";

/** Rows are looked up again so often at most while more is listed. */
const DRAW_MS = 200;

export interface FindSecret {
  readonly title: string;
  readonly buttons?: readonly RowButton[];
}

/**
 * Lets the person find a secret or a key by typing, over everything they can reach. Servers are listed meanwhile;
 * Escape ends that too. Undefined where they left.
 */
export async function findSecret(
  services: Services,
  search: SecretSearch,
  { title, buttons = [] }: FindSecret,
): Promise<Found<SecretPlace | KeyPlace> | undefined> {
  const stop = new AbortController();
  const listing = createListing(search, stop.signal);
  const finder = services.ask.find<SearchChoice>({
    title,
    placeholder: l10n.t("Path or key name"),
    rowsFor: (typed) => searchRows(search, typed, listing.notSearched(), buttons),
  });
  listing.showIn(finder);
  try {
    for (;;) {
      const found = await finder.next();
      if (found === undefined) return undefined;
      const { value, button } = found;
      if (value.kind === "place") {
        search.recent.used([value.place]);
        return { value: value.place, button };
      }
      if (value.kind === "read-keys") void listing.readKeys(services);
      else if (value.kind === "again") listing.again();
      else if (value.kind !== "told") {
        finder.close();
        await letIn(services, value);
        return await findSecret(services, search, { title, buttons });
      }
    }
  } finally {
    stop.abort();
    finder.close();
  }
}

async function letIn(services: Services, choice: Extract<SearchChoice, { kind: "sign-in" | "unlock" }>): Promise<void> {
  if (choice.kind === "unlock") await openLocalVault(services);
  else await commands.executeCommand("lockers.signIn", choice.server);
}

/** What is listed and read while a finder is open, and what of it the finder shows. */
function createListing(search: SecretSearch, signal: AbortSignal) {
  let notSearched: readonly NotSearched[] = [];
  let show = nothing;
  let running = 0;
  let note: string | undefined;

  async function during(work: () => Promise<void>): Promise<void> {
    running += 1;
    show();
    try {
      await work();
    } finally {
      running -= 1;
      note = undefined;
      if (!signal.aborted) show();
    }
  }

  const again = (): void => {
    notSearched = [];
    void during(async () => {
      notSearched = await search.list(signal, () => {
        note = l10n.t("{0} paths so far", count(search.index.size));
        show();
      });
    });
  };

  return {
    notSearched: () => notSearched,
    again,
    showIn: (finder: OpenFinder<SearchChoice>) => {
      show = seldom(() => finder.update({ busy: running > 0, note }), signal);
      again();
    },
    readKeys: async (services: Services) =>
      during(async () => {
        const all = count(search.unknownKeys());
        try {
          await search.readKeys(signal, (done) => {
            note = l10n.t("key names of {0} of {1}", count(done), all);
            show();
          });
        } catch (error) {
          await reportProblem(services, "search", error, async () => undefined);
        }
      }),
  };
}

function nothing(): undefined {}

/** Runs `draw` now, and after that not more often than the person can see. */
function seldom(draw: () => void, signal: AbortSignal): () => undefined {
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  const now = (): undefined => {
    if (signal.aborted) return;
    if (timer !== undefined) {
      again = true;
      return;
    }
    timer = setTimeout(() => {
      timer = undefined;
      if (!again) return;
      again = false;
      now();
    }, DRAW_MS);
    draw();
  };
  return now;
}
