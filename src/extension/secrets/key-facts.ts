import { env, l10n } from "vscode";
import type { Field } from "../../core/vault/types.ts";
import { aboutPem, type PemFacts } from "../../node/certificates/about-pem.ts";
import { nameLabel } from "./name-label.ts";

/** What may be told of a value that was read: its kind, never the value or its length. */
export interface KeyFacts {
  readonly key: string;
  readonly kind: "text" | "JSON" | "pem";
  readonly pem: PemFacts | undefined;
}

/** The last step before a value is dropped. */
export function keyFacts(key: string, { value, json }: Field): KeyFacts {
  const pem = json ? undefined : aboutPem(value.reveal());
  return { key, kind: json ? "JSON" : pem === undefined ? "text" : "pem", pem };
}

/** The first certificate ends when the others do not matter any more. */
export function endOf({ pem }: KeyFacts): number | undefined {
  return pem?.certificates[0]?.ends;
}

/** `until 12 Mar 2027`, which fits beside the name; undefined for what is no certificate. */
export function endWords(facts: KeyFacts): string | undefined {
  const ends = endOf(facts);
  return ends === undefined ? undefined : l10n.t("until {0}", day(ends));
}

/** `certificate until 12 Mar 2027`, `RSA 2048 key`, `JSON`, `text`. */
export function kindWords({ kind, pem }: KeyFacts): string {
  if (pem === undefined) return kind === "JSON" ? "JSON" : l10n.t("text");
  const [own] = pem.certificates;
  if (own !== undefined) return l10n.t("certificate until {0}", day(own.ends));
  const [type = ""] = [...pem.privateKeys, ...pem.publicKeys];
  return pem.privateKeys.length > 0 ? l10n.t("private key, {0}", type) : l10n.t("public key, {0}", type);
}

/** Lines of a tooltip: each certificate with subject, issuer, end and key type; of a private key its type alone. */
export function pemLines({ pem }: KeyFacts): readonly string[] {
  if (pem === undefined) return [];
  return [
    ...pem.certificates.flatMap(({ subject, issuer, ends, keyType }) => [
      nameLabel(subject),
      `  ${l10n.t("issued by {0}", nameLabel(issuer))}`,
      `  ${l10n.t("until {0}, {1}", day(ends), keyType)}`,
    ]),
    ...pem.privateKeys.map((type) => l10n.t("private key, {0}", type)),
    ...pem.publicKeys.map((type) => l10n.t("public key, {0}", type)),
  ];
}

function day(at: number): string {
  return new Date(at).toLocaleDateString(env.language, { day: "numeric", month: "short", year: "numeric" });
}
