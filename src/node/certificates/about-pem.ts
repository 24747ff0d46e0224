import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";

/** What may be told of a certificate, which is public. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since the epoch. */
  readonly ends: number;
  /** For example `RSA 2048` or `EC prime256v1`. */
  readonly keyType: string;
}

/** What a PEM text holds, without anything of a private key but its type. */
export interface PemFacts {
  /** In the order of the text: the person's own first, then those that vouch for it. */
  readonly certificates: readonly CertificateFacts[];
  /** Type of each private key; `encrypted` and `OpenSSH` where no more can be known. */
  readonly privateKeys: readonly string[];
  readonly publicKeys: readonly string[];
}

const BLOCK = /-----BEGIN (?<label>[A-Z0-9 ]{1,40})-----[^-]{1,100000}-----END \k<label>-----/gu;
/** Chains are short; a text with more blocks is not worth the time. */
const MOST = 20;

/** Undefined for a text that is no PEM, or of which nothing can be read. */
export function aboutPem(text: string): PemFacts | undefined {
  if (!text.includes("-----BEGIN ")) return undefined;
  const facts = { certificates: [] as CertificateFacts[], privateKeys: [] as string[], publicKeys: [] as string[] };
  for (const [block] of [...text.matchAll(BLOCK)].slice(0, MOST)) read(block, facts);
  const { certificates, privateKeys, publicKeys } = facts;
  return certificates.length + privateKeys.length + publicKeys.length === 0 ? undefined : facts;
}

function read(
  block: string,
  {
    certificates,
    privateKeys,
    publicKeys,
  }: { certificates: CertificateFacts[]; privateKeys: string[]; publicKeys: string[] },
): void {
  const label = /BEGIN ([A-Z0-9 ]+)-/u.exec(block)?.[1] ?? "";
  if (label === "OPENSSH PRIVATE KEY") privateKeys.push("OpenSSH");
  else if (label.endsWith("PRIVATE KEY")) privateKeys.push(typeOf(() => createPrivateKey(block)) ?? "encrypted");
  else if (label.endsWith("PUBLIC KEY")) publicKeys.push(...asList(typeOf(() => createPublicKey(block))));
  else if (label === "CERTIFICATE" || label === "TRUSTED CERTIFICATE") certificates.push(...asList(certificate(block)));
}

function certificate(block: string): CertificateFacts | undefined {
  try {
    const parsed = new X509Certificate(block);
    return {
      subject: oneLine(parsed.subject),
      issuer: oneLine(parsed.issuer),
      ends: Date.parse(parsed.validTo),
      keyType: typeOf(() => parsed.publicKey) ?? "",
    };
  } catch {
    return undefined; // not readable: then nothing is told of it
  }
}

/** `RSA 2048`, `EC prime256v1`, `ed25519`. */
function typeOf(key: () => KeyObject): string | undefined {
  try {
    const { asymmetricKeyType = "", asymmetricKeyDetails = {} } = key();
    const { modulusLength, namedCurve } = asymmetricKeyDetails;
    const size = modulusLength ?? namedCurve;
    const name =
      asymmetricKeyType === "rsa" || asymmetricKeyType === "ec" ? asymmetricKeyType.toUpperCase() : asymmetricKeyType;
    return size === undefined ? name : `${name} ${size}`;
  } catch {
    return undefined;
  }
}

/** `CN=shop, O=EGI`: OpenSSL writes one part a line. */
function oneLine(name: string): string {
  return name.split("\n").join(", ");
}

function asList<Value>(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}
