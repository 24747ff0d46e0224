import { env, l10n } from "vscode";
import { bytesOf, valueKind } from "../../core/secrets/value-kind.ts";
import type { Field, SecretData } from "../../core/vault/types.ts";
import { aboutPem, type PemFacts } from "../../node/certificates/about-pem.ts";
import { sizeWords } from "../size-words.ts";
import type { RevealedRow, RowFacts } from "./reveal-messages.ts";

/** What each key's value says of itself without being shown. */
export function factsOf(data: SecretData): readonly RowFacts[] {
  return [...data].map(([key, field]) => rowFacts(key, field));
}

/** The rows with their values, for the page. */
export function revealedRows(data: SecretData): readonly RevealedRow[] {
  return [...data].map(([key, field]) => {
    const facts = rowFacts(key, field);
    const text = field.value.reveal();
    const isJson = valueKind(text, field.json) === "json" && /^\s*[[{]/u.test(text);
    return { ...facts, value: facts.isFile ? undefined : text, isJson };
  });
}

function rowFacts(key: string, { value, json }: Field): RowFacts {
  const text = value.reveal();
  const bytes = json ? undefined : bytesOf(text);
  if (bytes !== undefined) return { key, about: l10n.t("file, {0}", sizeWords(bytes.length)), isFile: true };
  const facts = json ? undefined : aboutPem(text);
  return { key, about: facts === undefined ? undefined : pemWords(facts), isFile: false };
}

/** Of the first certificate and of each key. */
function pemWords({ certificates, privateKeys, publicKeys }: PemFacts): string {
  const [own, ...others] = certificates;
  return [
    ...(own === undefined ? [] : [own.subject, endWords(own.ends), own.keyType]),
    ...(others.length === 0 ? [] : [l10n.t("{0} certificates", certificates.length)]),
    ...privateKeys.map((type) => l10n.t("private key, {0}", type)),
    ...publicKeys.map((type) => l10n.t("public key, {0}", type)),
  ].join(" · ");
}

function endWords(ends: number): string {
  const day = new Date(ends).toLocaleDateString(env.language, { day: "numeric", month: "short", year: "numeric" });
  return ends < Date.now() ? l10n.t("ended on {0}", day) : l10n.t("until {0}", day);
}
