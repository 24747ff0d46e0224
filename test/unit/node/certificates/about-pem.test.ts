import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { aboutPem } from "../../../../src/node/certificates/about-pem.ts";
import { CHAIN, SELF_SIGNED, SELF_SIGNED_ENDS } from "../../../support/certificates.ts";

function privateKey(passphrase?: string): string {
  const { privateKey: key } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const plain = { type: "pkcs8", format: "pem" } as const;
  return key.export(passphrase === undefined ? plain : { ...plain, cipher: "aes-256-cbc", passphrase }).toString();
}

describe("of a PEM text is told", () => {
  test("a certificate's subject, issuer, end and key type", () => {
    expect(aboutPem(SELF_SIGNED)).toEqual({
      certificates: [
        {
          subject: "CN=shop.example.org, O=Shop",
          issuer: "CN=shop.example.org, O=Shop",
          ends: SELF_SIGNED_ENDS,
          keyType: "EC prime256v1",
        },
      ],
      privateKeys: [],
      publicKeys: [],
    });
  });

  test("each of a chain, in its order", () => {
    expect(aboutPem(CHAIN)?.certificates.map(({ subject }) => subject)).toEqual(["CN=leaf", "CN=authority"]);
  });

  test("of a private key its type alone, beside the certificate it belongs to", () => {
    const key = privateKey();
    const facts = aboutPem(`${key}\n${SELF_SIGNED}`);
    expect(facts?.privateKeys).toEqual(["EC prime256v1"]);
    expect(facts?.certificates).toHaveLength(1);
    const body = key.split("\n")[1] ?? "none";
    expect(JSON.stringify(facts)).not.toContain(body);
  });

  test("that a private key is encrypted, or in OpenSSH's own form", () => {
    expect(aboutPem(privateKey("a passphrase"))?.privateKeys).toEqual(["encrypted"]);
    const label = "OPENSSH PRIVATE KEY";
    expect(aboutPem(`-----BEGIN ${label}-----\nb3Bl\n-----END ${label}-----\n`)?.privateKeys).toEqual(["OpenSSH"]);
  });

  test("a public key's type", () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    expect(aboutPem(pem)?.publicKeys).toEqual(["RSA 2048"]);
  });
});

test.each([
  ["no PEM at all", "hunter2"],
  ["a block of something else", "-----BEGIN MESSAGE-----\nabc\n-----END MESSAGE-----"],
  ["a certificate that is none", "-----BEGIN CERTIFICATE-----\nabcd\n-----END CERTIFICATE-----"],
  ["a block without end", `-----BEGIN CERTIFICATE-----\n${"A".repeat(200_000)}`],
])("nothing is told of %s", (_, text) => {
  expect(aboutPem(text)).toBeUndefined();
});
