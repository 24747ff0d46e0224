import { dataFile } from "./languages/data-file.ts";
import { dotenv } from "./languages/dotenv.ts";
import { javascript } from "./languages/javascript.ts";
import { python } from "./languages/python.ts";
import { refusedName, validName } from "../references/mapping-names.ts";
import { notMovable, type Language, type MovePlan, type MoveSite } from "./plan.ts";

const LANGUAGES: readonly Language[] = [javascript, python, dotenv, dataFile];

/**
 * The edit that moves the secret at `site`: text edits for the document, lines for the mapping and the value to store.
 * Changes nothing by itself. Throws `not-movable` where no running code could be left.
 */
export function planMove(site: MoveSite): MovePlan {
  const language = languageOf(site);
  if (language === undefined) throw notMovable(site, "language");
  if (!validName(site.variable) || refusedName(site.variable)) throw notMovable(site, "name-refused");
  const plan = language.plan(site);
  // An environment variable is a C string of text.
  if (/[\0\p{Cs}]/u.test(plan.value.reveal())) throw notMovable(site, "not-an-environment-value");
  return plan;
}

/** True where secrets of such a document can be moved. */
export function canMove(document: Pick<MoveSite, "languageId" | "path">): boolean {
  return languageOf(document) !== undefined;
}

function languageOf({ languageId, path }: Pick<MoveSite, "languageId" | "path">): Language | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    LANGUAGES.find((language) => language.files.test(name)) ??
    LANGUAGES.find((language) => languageId !== undefined && language.ids.includes(languageId))
  );
}
