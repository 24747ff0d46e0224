import { LOCAL } from "../../core/connections/connections.ts";
import { type LockerContents, separateContents, sharedContents } from "../../core/lockers/contents.ts";
import { LONGEST_TTL } from "../../core/lockers/plan.ts";
import type { SecretObject } from "../../core/vault/types.ts";
import type { Row } from "../ask.ts";
import type { Services } from "../services.ts";
import { askSheet, type Step } from "../sheet-loop.ts";
import {
  contentsWords,
  lifeWords,
  type LockerChoices,
  parseLife,
  planNote,
  planOf,
  planWords,
} from "./locker-choices.ts";
import { momentWords } from "./time-words.ts";

const TITLE = "Create Locker";
const MOST_READS = 1_000;

/** What goes into the locker, for one shape or the other. */
export function contentsOf(objects: readonly SecretObject[], shape: LockerChoices["shape"]): LockerContents {
  return shape === "shared" ? sharedContents(objects) : separateContents(objects);
}

type Change = (choices: LockerChoices) => Promise<LockerChoices | undefined>;

function change(label: string, description: string, icon: string, ask: Change): Row<Step<LockerChoices>> {
  return { label, description, icon, value: { kind: "change", ask } };
}

function purposeFault(text: string): string | undefined {
  return text.trim() === "" ? "Type a purpose." : undefined;
}

function readsFault(text: string): string | undefined {
  return /^[1-9]\d*$/.test(text) && Number(text) <= MOST_READS ? undefined : `A whole number from 1 to ${MOST_READS}.`;
}

function lifeFault(text: string): string | undefined {
  const ttl = parseLife(text);
  if (ttl === undefined || ttl === 0) return "A number and min, h or d: 90 min.";
  return ttl > LONGEST_TTL ? "At most 32 days." : undefined;
}

function purposeChange({ ask }: Services): Change {
  return async (choices) => {
    const prompt = "Purpose: shown here and nowhere else";
    const purpose = await ask.input({ title: TITLE, prompt, value: choices.purpose, check: purposeFault });
    return purpose === undefined ? undefined : { ...choices, purpose: purpose.trim() };
  };
}

function readsChange({ ask }: Services): Change {
  return async (choices) => {
    const rows = [1, 2, 3, 5].map((reads) => ({ label: `${reads}`, icon: "account", value: reads }));
    const other = { label: "Other…", icon: "edit", value: 0 };
    const placeholder = "How often it is read";
    const picked = await ask.pick({ title: TITLE, placeholder, rows: [...rows, other] });
    if (picked !== 0) return picked === undefined ? undefined : { ...choices, reads: picked };
    const typed = await ask.input({ title: TITLE, prompt: placeholder, value: `${choices.reads}`, check: readsFault });
    return typed === undefined ? undefined : { ...choices, reads: Number(typed) };
  };
}

function spareChange({ ask }: Services): Change {
  return async (choices) => {
    const rows = [
      { label: "0", description: "any further read raises the alarm", icon: "info", value: 0 },
      ...[1, 3, 10].map((spare) => ({
        label: `${spare}`,
        description: "for readers that retry",
        icon: "add",
        value: spare,
      })),
    ];
    const spare = await ask.pick({ title: TITLE, placeholder: "Uses beyond the plan", rows });
    return spare === undefined ? undefined : { ...choices, spare };
  };
}

const LIVES = [900, 3_600, 14_400, 86_400, 604_800];

function lifeChange({ ask, clock }: Services): Change {
  return async (choices) => {
    const now = clock.now();
    const rows = LIVES.map((ttl) => ({
      label: lifeWords(ttl),
      description: `until ${momentWords(now + ttl * 1_000, now)}`,
      icon: "clock",
      value: ttl,
    }));
    const other = { label: "Other…", description: "", icon: "edit", value: 0 };
    const picked = await ask.pick({ title: TITLE, placeholder: "When it dies", rows: [...rows, other] });
    if (picked !== 0) return picked === undefined ? undefined : { ...choices, ttl: picked };
    const typed = await ask.input({ title: TITLE, prompt: "Life", value: lifeWords(choices.ttl), check: lifeFault });
    const ttl = typed === undefined ? undefined : parseLife(typed);
    return ttl === undefined ? undefined : { ...choices, ttl };
  };
}

function serverChange({ ask, connections }: Pick<Services, "ask" | "connections">): Change {
  return async (choices) => {
    const profiles = connections().profiles();
    const rows = [
      { label: "Local Vault", description: "this computer only", icon: "device-desktop", value: LOCAL },
      ...profiles.map(({ name }) => ({ label: name, icon: "server", value: name })),
    ];
    const server = await ask.pick({ title: TITLE, placeholder: "Where the locker is", rows });
    return server === undefined ? undefined : { ...choices, server };
  };
}

const shapeChange: Change = async (choices) => ({
  ...choices,
  shape: choices.shape === "shared" ? "separate" : "shared",
});

/** What the sheet says where the locker is for more than being there. */
export interface LockerWords {
  readonly title: string;
  /** The label of the row that accepts. */
  readonly accept: string;
  readonly placeholder: string;
  /** What the person should know before, in a row of its own. */
  readonly note: string;
}

function noteRow(text: string, icon: string): Row<Step<LockerChoices>> {
  return { label: text, icon, value: { kind: "none" } };
}

/** Asks how one locker is made, with everything filled in. Undefined where the person left. */
export async function askLocker(
  services: Services,
  objects: readonly SecretObject[],
  first: LockerChoices,
  words?: LockerWords,
): Promise<LockerChoices | undefined> {
  const keys = objects.reduce((sum, { fields }) => sum + fields.size, 0);
  const { clock, ask } = services;
  const changes = {
    purpose: purposeChange(services),
    reads: readsChange(services),
    spare: spareChange(services),
    life: lifeChange(services),
    server: serverChange({ ask, connections: () => services.connections() }),
  };
  return askSheet<LockerChoices>(
    ask,
    {
      title: words?.title ?? TITLE,
      placeholder: words?.placeholder ?? "Press Enter to create, or choose a line to change it",
      rows: (now) => {
        const plan = planOf(now, contentsOf(objects, now.shape));
        const ends = momentWords(clock.now() + now.ttl * 1_000, clock.now());
        const place = now.server === LOCAL ? "Local Vault · this computer only" : now.server;
        const note = planNote(plan);
        return [
          {
            label: words?.accept ?? TITLE,
            description: planWords(plan, now.ttl),
            icon: "archive",
            value: { kind: "accept" },
          },
          change("Purpose", now.purpose, "note", changes.purpose),
          change("Contents", contentsWords(objects.length, keys, now.shape), "shield", shapeChange),
          change("Reads", `${now.reads}`, "account", changes.reads),
          change("Spare", `${now.spare}`, "add", changes.spare),
          change("Life", `${lifeWords(now.ttl)}, until ${ends}`, "clock", changes.life),
          change("Server", place, now.server === LOCAL ? "device-desktop" : "server", changes.server),
          noteRow(note.text, note.icon),
          ...(words === undefined ? [] : [noteRow(words.note, "info")]),
        ];
      },
    },
    first,
  );
}
