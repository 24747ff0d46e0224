import { ExpectedError } from "../errors.ts";
import type { Field, SecretData, SecretObject } from "../vault/types.ts";

/** Where the keys of several secrets go when they share one path: one read gives all. */
export const SHARED_PATH = "deploy";

/** What goes into a locker: its paths, each with its keys. */
export type LockerContents = ReadonlyMap<string, SecretData>;

/** All keys of all secrets at one path. A key that occurs twice gets its secret's name in front: `db_password`. */
export function sharedContents(objects: readonly SecretObject[], path = SHARED_PATH): LockerContents {
  const names = objects.flatMap(({ fields }) => [...fields.keys()]);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  const data = new Map<string, Field>();
  for (const { at, fields } of objects) {
    for (const [key, field] of fields)
      data.set(freeName(twice.has(key) ? `${lastPart(at.path)}_${key}` : key, data), asText(field));
  }
  return new Map([[path, data]]);
}

/** One path for each secret, called as the secret is; one read each. */
export function separateContents(objects: readonly SecretObject[]): LockerContents {
  const contents = new Map<string, SecretData>();
  for (const { at, fields } of objects) {
    const data = new Map([...fields].map(([key, field]) => [key, asText(field)] as const));
    contents.set(freeName(lastPart(at.path), contents), data);
  }
  return contents;
}

/** Names of the keys inside, for the ledger: `deploy/password`. */
export function contentNames(contents: LockerContents): readonly string[] {
  return [...contents].flatMap(([path, data]) => [...data.keys()].map((key) => `${path}/${key}`));
}

/** Throws `bad-input` where a path would be empty: the server answers that with an error, and the use is gone. */
export function requireContents(contents: LockerContents): void {
  for (const [path, data] of contents) {
    if (data.size === 0) throw new ExpectedError({ code: "bad-input", what: path, reason: "it has no keys" });
  }
}

/** Values in a locker are texts: fedcloud and shell scripts read them as such. A number's text is its JSON. */
function asText({ value }: Field): Field {
  return { value, json: false };
}

function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name}_${count}`)) count += 1;
  return `${name}_${count}`;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
