import { expect, test } from "vitest";
import { passphraseStrength } from "../../../src/extension/local-vault/passphrase-strength.ts";

test.each([
  ["", "weak"],
  ["password", "weak"],
  ["aaaaaaaaaaaaaaaaaaaaaaaa", "weak"],
  ["12345678901234567890", "weak"],
  ["correct horse", "fair"],
  ["correct horse battery", "strong"],
  ["T4!kz-9Lq_w2", "fair"],
  ["T4!kz-9Lq_w2mV#8", "strong"],
])("%j is %s", (passphrase, strength) => {
  expect(passphraseStrength(passphrase)).toBe(strength);
});
