import { connect, type PeerCertificate } from "node:tls";
import type { Problem } from "../../core/errors.ts";
import { isObject, textAt } from "../../core/json-shape.ts";

const LIMIT_MS = 3000;

/** Codes of Node and OpenSSL for a chain that ends nowhere we trust. */
const UNTRUSTED: ReadonlySet<string> = new Set([
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "CERT_UNTRUSTED",
  "CERT_NOT_YET_VALID",
  "CERT_SIGNATURE_FAILURE",
  "CERT_REVOKED",
  "INVALID_CA",
]);

/**
 * The certificate a server shows, or undefined. A connection of its own, closed at once, over which nothing is sent:
 * it is not verified, because it is only looked at to say what is wrong with it.
 */
async function shownCertificate(url: URL): Promise<PeerCertificate | undefined> {
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

/** A name of the form `CN` or `O`, whichever the issuer has. */
function issuerOf(certificate: PeerCertificate | undefined): string | undefined {
  const issuer: unknown = certificate?.issuer;
  return isObject(issuer) ? (textAt(issuer, "CN") ?? textAt(issuer, "O")) : undefined;
}

/** `DNS:a.example, IP Address:10.0.0.1` as names. */
function namesOf(certificate: PeerCertificate | undefined): readonly string[] {
  const alternatives = certificate?.subjectaltname ?? "";
  const names = alternatives.split(",").map((entry) => entry.trim().replace(/^(?:DNS|IP Address):/u, ""));
  if (alternatives !== "") return names;
  const subject: unknown = certificate?.subject;
  const common = isObject(subject) ? textAt(subject, "CN") : undefined;
  return common === undefined ? [] : [common];
}

/** What is wrong with a server's certificate, where `code` says that this is why the connection failed. */
export async function certificateProblem(code: string, url: URL): Promise<Problem | undefined> {
  const { host } = url;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return { code: "certificate-host", host, names: namesOf(await shownCertificate(url)) };
  if (code === "CERT_HAS_EXPIRED")
    return { code: "certificate-expired", host, ended: (await shownCertificate(url))?.valid_to };
  if (UNTRUSTED.has(code))
    return { code: "certificate-untrusted", host, issuer: issuerOf(await shownCertificate(url)) };
  return undefined;
}
