/** Environment variable that tells the launcher where to fetch, `SOCKET#HANDLE`. The launcher takes it out. */
export const HANDOVER_VARIABLE = "LOCKERS_HANDOVER";

/** What the launcher gets for its handle, as one JSON text. */
export interface HandoverMessage {
  readonly variables: readonly (readonly [name: string, value: string])[];
  /** Names that are taken out of the child's environment. */
  readonly remove: readonly string[];
  /** A line for the terminal, or undefined. */
  readonly firstLine: string | undefined;
}

/** Reads such a message. Undefined for anything else. */
export function parseHandoverMessage(text: string): HandoverMessage | undefined {
  const parsed = parseJson(text);
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const { variables, remove, firstLine } = { variables: [], remove: [], firstLine: undefined, ...parsed };
  if (!isPairs(variables) || !isTexts(remove)) return undefined;
  return typeof firstLine === "string" || firstLine === undefined ? { variables, remove, firstLine } : undefined;
}

/** Splits `SOCKET#HANDLE` at the last `#`. Undefined for anything else. */
export function parseHandoverAddress(text: string): { readonly socket: string; readonly handle: string } | undefined {
  const [, socket, handle] = /^(.+)#([\w-]+)$/.exec(text) ?? [];
  return socket === undefined || handle === undefined ? undefined : { socket, handle };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPairs(value: unknown): value is readonly (readonly [string, string])[] {
  return Array.isArray(value) && value.every((pair) => isTexts(pair) && pair.length === 2);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}
