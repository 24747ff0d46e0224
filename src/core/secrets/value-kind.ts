/** What a stored value is, as far as it tells by itself. A value that is bytes is stored as base64. */
export type ValueKind = "text" | "lines" | "certificate" | "private-key" | "json" | "bytes";

/** From here on a run of base64 is taken for bytes: shorter ones are as likely a token. */
const SHORTEST_BYTES = 64;
const BASE64 = /^(?:[A-Za-z0-9+/]{4}|[\r\n])*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?[\r\n]*$/u;

/** `json`: the server holds no text (a number, a list, an object). */
export function valueKind(text: string, json: boolean): ValueKind {
  if (json) return "json";
  if (/-----BEGIN CERTIFICATE-----/u.test(text)) return "certificate";
  if (/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/u.test(text)) return "private-key";
  if (bytesOf(text) !== undefined) return "bytes";
  if (isJsonText(text)) return "json";
  return text.includes("\n") ? "lines" : "text";
}

/** The bytes that a text stands for, where it is long base64 of what is no text; else undefined. */
export function bytesOf(text: string): Uint8Array | undefined {
  if (text.length < SHORTEST_BYTES || !BASE64.test(text)) return undefined;
  const bytes = Uint8Array.from(atob(text.replaceAll(/[\r\n]/gu, "")), (character) => character.charCodeAt(0));
  return textOf(bytes) === undefined ? bytes : undefined;
}

/** Bytes as text, or undefined where they are none: not UTF-8, or with a NUL. A byte order mark stays. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A file's bytes as they are stored: text as it is, anything else as base64. */
export function storedText(bytes: Uint8Array): string {
  const text = textOf(bytes);
  if (text !== undefined) return text;
  const CHUNK = 0x8000;
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

/** A stored value as a file holds it: the reverse of `storedText`. */
export function fileBytes(text: string): Uint8Array {
  return bytesOf(text) ?? new TextEncoder().encode(text);
}

function isJsonText(text: string): boolean {
  if (!/^\s*[[{]/u.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
