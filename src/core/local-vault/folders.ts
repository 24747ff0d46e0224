import { list as listOf, number, shape, text } from "./note.ts";
import type { Rows, WritableRows } from "./rows.ts";

/**
 * Names of a folder, sealed together in pages so that listing costs one decryption for each page and adding a name
 * costs one page. A name ends in `/` where it is a folder. Paths of folders end in `/`; the top one is empty.
 */
const PAGE = 128;

const folderNote = shape({
  /** Page that takes the next name. */
  open: number,
  /** Page of this folder's own name in the folder above. */
  page: number,
});
const namesNote = listOf(text);

/** The names in a folder, sorted; empty where there is none. */
export function listFolder(rows: Rows, space: Uint8Array, folder: string): readonly string[] {
  const found = rows.find({ parent: space, kind: "folder", name: folder }, folderNote);
  if (found === undefined) return [];
  return rows
    .children(found.id, namesNote)
    .flatMap(({ note }) => note)
    .toSorted(byCodePoint);
}

/** Adds the last part of `path` to its folder, and the folders above where they are new; the page it stands on. */
export function addName(rows: WritableRows, space: Uint8Array, path: string): number {
  const { folder, name } = split(path);
  const at = { parent: space, kind: "folder", name: folder } as const;
  const found = rows.find(at, folderNote);
  const note = found?.note ?? { open: 0, page: folder === "" ? 0 : addName(rows, space, folder) };
  const id = found?.id ?? rows.add(at, note);
  const page = rows.find(pageOf(id, note.open), namesNote);
  const names = [...(page?.note ?? []), name];
  if (page) rows.change(page, names);
  else rows.add(pageOf(id, note.open), names);
  if (names.length >= PAGE) rows.put(at, { ...note, open: note.open + 1 });
  return note.open;
}

/** Removes what `addName` put on `page`, and folders that are empty by it. */
export function removeName(rows: WritableRows, space: Uint8Array, path: string, page: number): void {
  const { folder, name } = split(path);
  const at = { parent: space, kind: "folder", name: folder } as const;
  const found = rows.find(at, folderNote);
  if (found === undefined) return;
  const before = rows.find(pageOf(found.id, page), namesNote);
  const left = (before?.note ?? []).filter((other) => other !== name);
  if (before && left.length > 0) {
    rows.change(before, left);
    return;
  }
  rows.remove(pageOf(found.id, page));
  if (rows.hasChildren(found.id)) return;
  rows.remove(at);
  if (folder !== "") removeName(rows, space, folder, found.note.page);
}

function pageOf(folder: Uint8Array, page: number) {
  return { parent: folder, kind: "names", name: String(page) } as const;
}

function split(path: string): { readonly folder: string; readonly name: string } {
  const cut = path.lastIndexOf("/", path.length - 2) + 1;
  return { folder: path.slice(0, cut), name: path.slice(cut) };
}

/** The order of UTF-8 bytes, which is the servers'. */
export function byCodePoint(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at++) {
    const difference = rank(left, at) - rank(right, at);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above all others. */
function rank(name: string, at: number): number {
  const unit = name.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
