import { isExactNumber } from "../exact-json.ts";

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** True for an object that is neither null nor a list, nor a number that JavaScript cannot hold. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isExactNumber(value);
}

/** Narrows what came out of `JSON.parse`, which holds nothing but JSON. */
export function isJsonObject(value: unknown): value is JsonObject {
  return isObject(value);
}

/** Turns one parsed JSON value into a type, or throws `NoteBroken`. */
export type Parser<T> = (value: unknown) => T;

/** A sealed note that is not what was written: a bug or a file of another version. */
export class NoteBroken extends Error {
  override readonly name = "NoteBroken";
}

function expected(what: string): never {
  throw new NoteBroken(`note is not ${what}`);
}

export const text: Parser<string> = (value) => (typeof value === "string" ? value : expected("a text"));
export const number: Parser<number> = (value) => (typeof value === "number" ? value : expected("a number"));
export const flag: Parser<boolean> = (value) => (typeof value === "boolean" ? value : expected("a flag"));
export const anything: Parser<unknown> = (value) => value;
export const jsonObject: Parser<JsonObject> = (value) => (isJsonObject(value) ? value : expected("an object"));

export function nullable<T>(parser: Parser<T>): Parser<T | null> {
  return (value) => (value === null ? null : parser(value));
}

export function list<T>(parser: Parser<T>): Parser<readonly T[]> {
  return (value) => (Array.isArray(value) ? value.map((item) => parser(item)) : expected("a list"));
}

/** An object used as a map from any name. */
export function record<T>(parser: Parser<T>): Parser<Readonly<Record<string, T>>> {
  return (value) =>
    Object.fromEntries(Object.entries(jsonObject(value)).map(([key, item]) => [key, parser(item)] as const));
}

/** An object with these fields and no use for others. */
export function shape<T extends object>(fields: { readonly [K in keyof T]: Parser<T[K]> }): Parser<T> {
  return (value) => {
    const from = jsonObject(value);
    const parsed: Partial<T> = {};
    for (const key in fields) parsed[key] = fields[key](from[key]);
    return isComplete(parsed, fields) ? parsed : expected("complete");
  };
}

function isComplete<T extends object>(parsed: Partial<T>, fields: { readonly [K in keyof T]: unknown }): parsed is T {
  return Object.keys(fields).every((key) => Object.hasOwn(parsed, key));
}
