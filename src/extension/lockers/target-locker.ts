import type { LedgerEntry } from "../../core/lockers/ledger.ts";
import type { Services } from "../services.ts";
import { lockerRow } from "./locker-row.ts";
import type { LockersList } from "./lockers-list.ts";

function idOf(argument: unknown): string | undefined {
  if (typeof argument !== "object" || argument === null || !("id" in argument)) return undefined;
  return typeof argument.id === "string" ? argument.id : undefined;
}

/**
 * The locker that a command is about: the row it was called on, else one that the person picks. Undefined where they
 * left, or where there is none that `fits`.
 */
export async function targetLocker(
  { ask, clock }: Pick<Services, "ask" | "clock">,
  list: LockersList,
  argument: unknown,
  question: { readonly title: string; readonly fits: (entry: LedgerEntry) => boolean },
): Promise<LedgerEntry | undefined> {
  await list.reload();
  const id = idOf(argument);
  if (id !== undefined) return list.find(id);
  const fitting = list.entries().filter(question.fits);
  if (fitting.length <= 1) return fitting[0];
  const rows = fitting.map((entry) => {
    const { label, description, icon } = lockerRow(entry, clock.now(), list.notes(entry.id));
    return { label, description: `${entry.server} · ${description}`, icon, value: entry };
  });
  return ask.pick({ title: question.title, placeholder: "Locker", rows });
}
