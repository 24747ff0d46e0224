import type { Problem } from "../../core/errors.ts";
import { issuerOf, namesOf, shownCertificate } from "./shown-certificate.ts";

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
