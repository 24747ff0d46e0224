import { expect, test } from "vitest";
import { linesNaming, type NamedSecret, renameReferences } from "../../../../src/core/references/rename-references.ts";
import { applyEdits } from "../../../../src/core/text/edits.ts";

const MAPPING = `# values are fetched when something starts
DB_PASSWORD=vault://local/secret/shop/db/password
DB_USER="vault://local/secret/shop/db/user" # quoted
OLD=vault://local/secret/shop/db/password?version=2
OTHER=vault://local/secret/shop/db2/password
MINE=vault://egi/secrets/~/shop/db/password
URL="postgres://shop:\${DB_PASSWORD}@db"
`;
const homes = (server: string) => (server === "egi" ? "users/ada" : undefined);
const db: NamedSecret = { server: "local", at: { mount: "secret", path: "shop/db" } };
const isMine = ({ server, at }: NamedSecret) => server === "egi" && at.path === "users/ada/shop/db";
const isDb = ({ server, at }: NamedSecret) => server === "local" && at.path === "shop/db";

test("lines that name a secret, by any of its keys", () => {
  expect(linesNaming(MAPPING, homes, isDb).map(({ name }) => name)).toEqual(["DB_PASSWORD", "DB_USER", "OLD"]);
});

test("references follow their secret; one to a certain version stays", () => {
  const to: NamedSecret = { server: "egi", at: { mount: "secrets", path: "users/ada/mail/db ü" } };
  const after = applyEdits(
    MAPPING,
    renameReferences(MAPPING, homes, (secret) => (isDb(secret) ? to : undefined)),
  );
  expect(after).toBe(
    MAPPING.replace(
      "vault://local/secret/shop/db/password\n",
      "vault://egi/secrets/~/mail/db%20%C3%BC/password\n",
    ).replace('"vault://local/secret/shop/db/user"', "vault://egi/secrets/~/mail/db%20%C3%BC/user"),
  );
});

test("a reference at the person's home is found by its real path", () => {
  expect(linesNaming(MAPPING, homes, isMine).map(({ name }) => name)).toEqual(["MINE"]);
  const edits = renameReferences(MAPPING, homes, (secret) => (isMine(secret) ? db : undefined));
  expect(applyEdits(MAPPING, edits)).toContain("MINE=vault://local/secret/shop/db/password\n");
  expect(linesNaming(MAPPING, () => undefined, isMine)).toEqual([]);
});

test("a broken mapping is said to be broken", () => {
  expect(() => linesNaming("what is this", homes, isDb)).toThrow("mapping-syntax");
});
