import { connect, type PeerCertificate } from "node:tls";
import { isObject, textAt } from "../../core/json-shape.ts";

const LIMIT_MS = 3000;

/** What a person is told of a certificate. */
export interface CertificateFacts {
  readonly subject: string | undefined;
  readonly issuer: string | undefined;
  readonly names: readonly string[];
  /** As the certificate has them, for example `Nov 25 21:14:02 2026 GMT`. */
  readonly from: string;
  readonly until: string;
}

/** The facts of the certificate that an https address shows; undefined where it shows none. Nothing is sent there. */
export async function certificateFacts(address: string): Promise<CertificateFacts | undefined> {
  const certificate = await shownCertificate(new URL(address));
  if (certificate === undefined) return undefined;
  const { subject, valid_from: from, valid_to: until } = certificate;
  return { subject: nameOf(subject), issuer: issuerOf(certificate), names: namesOf(certificate), from, until };
}

/**
 * The certificate a server shows, or undefined. A connection of its own, closed at once, over which nothing is sent:
 * it is not verified, because it is only looked at to say what is wrong with it.
 */
export async function shownCertificate(url: URL): Promise<PeerCertificate | undefined> {
  return new Promise((resolve) => {
    const host = url.hostname.replaceAll(/^\[|\]$/gu, "");
    const name = /^[\d.]+$|:/u.test(host) ? {} : { servername: host };
    const socket = connect({ host, port: Number(url.port || 443), rejectUnauthorized: false, ...name });
    const end = (certificate?: PeerCertificate): void => {
      socket.destroy();
      resolve(certificate);
    };
    socket.setTimeout(LIMIT_MS, () => end());
    socket.once("error", () => end());
    socket.once("secureConnect", () => end(socket.getPeerCertificate()));
  });
}

/** A name of the form `CN` or `O`, whichever is there. */
function nameOf(name: unknown): string | undefined {
  return isObject(name) ? (textAt(name, "CN") ?? textAt(name, "O")) : undefined;
}

/** The name of the issuer. */
export function issuerOf(certificate: PeerCertificate | undefined): string | undefined {
  return nameOf(certificate?.issuer);
}

/** `DNS:a.example, IP Address:10.0.0.1` as names. */
export function namesOf(certificate: PeerCertificate | undefined): readonly string[] {
  const alternatives = certificate?.subjectaltname ?? "";
  const names = alternatives.split(",").map((entry) => entry.trim().replace(/^(?:DNS|IP Address):/u, ""));
  if (alternatives !== "") return names;
  const subject: unknown = certificate?.subject;
  const common = isObject(subject) ? textAt(subject, "CN") : undefined;
  return common === undefined ? [] : [common];
}
