import type { Connections } from "../connections/connections.ts";
import { ExpectedError } from "../errors.ts";
import { addToMapping } from "../references/mapping-edits.ts";
import { formatReference } from "../references/reference.ts";
import { Secret } from "../secrets/secret.ts";
import { applyEdits, type TextEdit } from "../text/edits.ts";
import type { CallOptions, VaultClient } from "../vault/client.ts";
import { planMove } from "./plan-move.ts";
import { notMovable, type MovePlan, type MoveSite } from "./plan.ts";
import { stillNamed } from "./still-named.ts";
import { findValue, keptValue, removeStored, storeValue, type Stored, type ValuePlace } from "./store-value.ts";

/** One secret to be moved out of a document. */
export interface MoveOrder {
  readonly document: {
    /** Names the document in problems and decides the language. */
    readonly path: string;
    readonly languageId?: string | undefined;
    readonly version: number;
    readonly text: string;
  };
  /** The secret's range in that text. */
  readonly finding: { readonly start: number; readonly end: number };
  readonly place: ValuePlace & { readonly server: string };
  /** True: the place holds the value already, and nothing is written; where it does not any more, the move fails. */
  readonly replaceOnly?: boolean;
  readonly variable: string;
  /** The secret is not in the document: it comes from elsewhere, as from the clipboard. `finding` counts for nothing then. */
  readonly source?: MoveSource;
  /** The mapping's name for messages and comments, `lockers.env` as a rule. */
  readonly mappingName: string;
}

/** A secret that is on its way into a document. */
export interface MoveSource {
  /** What puts it there. Throws `not-movable`. */
  plan(naming: Pick<MoveSite, "variable" | "reference" | "mappingName">): MovePlan;
  /** True while the secret is not lost where the vault loses it. */
  remains(): Promise<boolean>;
}

/** Both edits of a move, to be applied as one refactoring. */
export interface MoveChange {
  /** Version of the document that the edits belong to. */
  readonly version: number;
  readonly document: readonly TextEdit[];
  /** Undefined where the mapping needs nothing. `before` undefined: the file is to be made. */
  readonly mapping: MappingChange | undefined;
}

export interface MappingChange {
  readonly before: string | undefined;
  readonly edits: readonly TextEdit[];
  readonly after: string;
}

/** What the move needs of the editor. */
export interface MoveEditor {
  /** The document as it is now, or undefined where it is gone. */
  document(): Promise<{ readonly version: number; readonly text: string } | undefined>;
  /** The mapping's text as it is now, or undefined where there is no such file. */
  mapping(): Promise<string | undefined>;
  /** Applies both edits as one refactoring, or neither. `saved`: both files are on disk. */
  apply(change: MoveChange): Promise<{ readonly applied: boolean; readonly saved: boolean }>;
}

export interface MoveResult {
  readonly reference: string;
  readonly plan: MovePlan;
  /** The secret as it stood in the document, escapes and all. */
  readonly literal: Secret;
  /** True: the key held the same value already. */
  readonly reused: boolean;
  readonly mapping: MappingChange | undefined;
  /** False: files with unsaved changes stayed unsaved. */
  readonly saved: boolean;
  /**
   * Removes what was stored, for the toast's *Undo*, after the edits were taken back; only while the literal is in the
   * document again, the mapping no longer names the place, no other move of this window reused it, and the vault holds
   * exactly what was stored. True where it is gone.
   */
  readonly undo: () => Promise<boolean>;
}

export interface MovePorts {
  readonly connections: Connections;
  readonly editor: MoveEditor;
  /** References that moves of this window reused, added to here: *Undo* leaves their values. */
  readonly reused: Set<string>;
  /** Versions that taking back has written, added to here: the next *Undo* knows them. */
  readonly restored: Set<string>;
}

/**
 * Moves a secret: store, read back, one edit of document and mapping (design rule 4.5). A failed step undoes the
 * earlier ones while the literal is still in the document and the vault holds exactly what was written; where the
 * outcome is unknown, the value is kept. Throws `bad-path` for a cubbyhole, `not-movable` and `document-changed` before
 * anything is stored, `not-movable` also where the server would delete the value by itself, else
 * what connecting, reading and writing throw, `document-changed`, `conflict`, `cancelled`, or `edit-refused`, whose
 * `stored` names the path where the value had to stay.
 */
export async function moveSecret(order: MoveOrder, ports: MovePorts, options: CallOptions): Promise<MoveResult> {
  const { server, at } = order.place;
  // A cubbyhole ends with the session, and the literal would be gone from the code.
  if (at.mount.split("/").includes("cubbyhole")) {
    throw new ExpectedError({
      code: "bad-path",
      path: pathOf(order.place),
      reason: "a cubbyhole ends with your session",
    });
  }
  const reference = await referenceOf(order, ports.connections);
  const plan = planOf(order, reference);
  await prepareChange(order, ports.editor, plan);
  const client = await ports.connections.client(server, options.signal);
  const store = order.replaceOnly === true ? findValue : storeValue;
  const stored = await store(client, order.place, plan.value, options);
  // Taking back must work after a cancel too.
  const undo = async (): Promise<boolean> =>
    (await literalRemains(order, ports.editor)) &&
    (await removeStored(client, stored, ports.restored, { audit: options.audit }));
  const { change, saved } = await guarded(undo, async () => {
    await verify(client, stored, { ...order, value: plan.value }, options);
    const prepared = await prepareChange(order, ports.editor, plan);
    if (options.signal?.aborted === true) throw new ExpectedError({ code: "cancelled" });
    return { change: prepared, ...(await applyChange(order, ports.editor, prepared, undo)) };
  });
  if (stored.reused) ports.reused.add(reference);
  const result = {
    reference,
    plan,
    literal: literalOf(order, plan),
    reused: stored.reused,
    mapping: change.mapping,
    saved,
  };
  return { ...result, undo: async () => !(await usedElsewhere(order, ports, reference)) && (await undo()) };
}

function literalOf({ document, finding, source }: MoveOrder, { value }: MovePlan): Secret {
  return source === undefined ? Secret.of(document.text.slice(finding.start, finding.end)) : value;
}

function planOf({ document, finding, source, variable, mappingName }: MoveOrder, reference: string): MovePlan {
  const naming = { variable, reference, mappingName };
  return source?.plan(naming) ?? planMove({ ...document, ...finding, ...naming });
}

/** True where something besides the literal that was moved counts on the stored value. */
async function usedElsewhere({ place }: MoveOrder, ports: MovePorts, reference: string): Promise<boolean> {
  if (ports.reused.has(reference)) return true;
  return stillNamed(await ports.editor.mapping(), place, await ports.connections.home(place.server));
}

/** The reference to a place; one below the person's home is written with `~`, so that it works for every member of a team. */
async function referenceOf({ place }: MoveOrder, connections: Connections): Promise<string> {
  const home = await connections.home(place.server);
  const inHome = home !== undefined && place.at.path.startsWith(`${home}/`);
  const path = (inHome ? place.at.path.slice(home.length + 1) : place.at.path).split("/");
  const { mount } = place.at;
  return formatReference({ server: place.server, mount, home: inHome, path, key: place.key, version: undefined });
}

async function prepareChange(order: MoveOrder, editor: MoveEditor, plan: MovePlan): Promise<MoveChange> {
  const { version, text, path } = order.document;
  const now = await editor.document();
  if (now?.version !== version || now.text !== text) throw new ExpectedError({ code: "document-changed", file: path });
  return { version, document: plan.edits, mapping: mappingChange(order, await editor.mapping(), plan) };
}

function mappingChange(order: MoveOrder, before: string | undefined, plan: MovePlan): MappingChange | undefined {
  if (plan.mapping.length === 0) return undefined;
  const edits = addToMapping(before ?? "", order.mappingName, plan.mapping);
  // An edit that is no insertion gives a variable that is there another value, and others may use it.
  if (edits.some((edit) => edit.end > edit.start)) throw notMovable(order.document, "name-taken");
  return { before, edits, after: applyEdits(before ?? "", edits) };
}

async function guarded<T>(undo: () => Promise<boolean>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // A refused edit has been taken back, and says itself what is left.
    if (!(error instanceof ExpectedError && error.problem.code === "edit-refused")) await undo();
    throw error;
  }
}

/** Throws where the vault does not give the value back, or is going to delete it by itself. */
export async function verify(
  client: VaultClient,
  stored: Stored,
  { document, value }: Pick<MoveOrder, "document"> & Pick<MovePlan, "value">,
  options: CallOptions,
): Promise<void> {
  const kept = await keptValue(client, stored, value, options);
  if (kept === "expires") throw notMovable(document, "place-expires");
  if (kept === "other") throw new ExpectedError({ code: "conflict", server: client.server, path: pathOf(stored) });
}

async function applyChange(
  order: MoveOrder,
  editor: MoveEditor,
  change: MoveChange,
  undo: () => Promise<boolean>,
): Promise<{ readonly saved: boolean }> {
  const { applied, saved } = await editor.apply(change);
  if (applied) return { saved };
  const stored = (await undo()) ? undefined : pathOf(order.place);
  throw new ExpectedError({ code: "edit-refused", file: order.document.path, stored });
}

/** True where the literal is in the document as often as it was before the move. */
export async function literalRemains(
  { document, finding, source }: Pick<MoveOrder, "document" | "finding" | "source">,
  editor: Pick<MoveEditor, "document">,
): Promise<boolean> {
  if (source !== undefined) return source.remains();
  const literal = document.text.slice(finding.start, finding.end);
  const now = await editor.document();
  return now !== undefined && now.text.split(literal).length >= document.text.split(literal).length;
}

function pathOf({ at }: ValuePlace): string {
  return `${at.mount}/${at.path}`;
}
