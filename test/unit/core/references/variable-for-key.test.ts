import { expect, test } from "vitest";
import { variableForKey } from "../../../../src/core/references/variable-for-key.ts";

const reference = "vault://local/secret/shop/db/password";
const of = (text: string, secret = "db", key = "password") =>
  variableForKey({ text, file: "lockers.env" }, { secret, key, reference });

test.each([
  ["", "db", "password", "DB_PASSWORD"],
  [`PGPASSWORD=${reference}\n`, "db", "password", "PGPASSWORD"],
  ["DB_PASSWORD=vault://local/secret/other/db/password\n", "db", "password", "DB_PASSWORD_2"],
  ["", "tls.example.org", "key.pem", "TLS_EXAMPLE_ORG_KEY_PEM"],
  ["", "2fa", "seed", "SECRET_2FA_SEED"],
  ["", "node", "options", "SECRET_NODE_OPTIONS"],
  ["", "ключ", "тайна", "SECRET_"],
])("mapping %j, secret %s, key %s: %s", (text, secret, key, name) => {
  expect(of(text, secret, key)).toBe(name);
});
