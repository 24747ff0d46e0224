import { expect, test } from "vitest";
import { lockerPaths, snippets } from "../../../../src/extension/lockers/locker-snippet.ts";

const entry = {
  purpose: "db,\nstripe",
  contents: ["deploy/db_password", "deploy/key"],
  usesPlanned: 3,
  usesFilling: 1,
};
const order = { entry, address: "https://vault.example.org", namespace: undefined, ends: "15:42" };

function text(kind: string, changes: Partial<typeof order> | { address: undefined } = {}): string {
  return snippets({ ...order, ...changes }).find((snippet) => snippet.kind === kind)?.text ?? "";
}

test("paths inside are told from the names of the contents, each once", () => {
  expect(lockerPaths(["deploy/a", "deploy/b", "db/password"])).toEqual(["deploy", "db"]);
});

test("curl takes the token from the environment and never as an argument", () => {
  expect(text("curl").split("\n")).toEqual([
    "# db, stripe: 2 uses until 15:42; each request below costs 1",
    "# the token goes into the environment variable LOCKER_TOKEN",
    `printf 'X-Vault-Token: %s\\n' "$LOCKER_TOKEN" | curl -fsS -H @- 'https://vault.example.org/v1/cubbyhole/deploy'`,
    "",
  ]);
});

test("a locker of the local vault says what must run first", () => {
  expect(text("curl", { address: undefined })).toContain("lockers serve --port 8200");
  expect(text("bao", { address: undefined })).toContain("BAO_ADDR='http://127.0.0.1:8200'");
});

test("a namespace travels along", () => {
  const [curl] = snippets({ ...order, namespace: "team" });
  expect(curl?.text).toContain('-H "X-Vault-Namespace: team"');
});

test("code is code in its language, with comments of its own", () => {
  expect(text("Python")).toContain('os.environ["LOCKER_TOKEN"]');
  expect(text("Node")).toMatch(/^\/\/ db, stripe/);
});
