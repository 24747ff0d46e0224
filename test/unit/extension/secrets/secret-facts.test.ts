import { expect, test } from "vitest";
import { createFactsBook } from "../../../../src/extension/secrets/secret-facts.ts";

const v = (version: number) => ({ version, created: undefined, gone: undefined });

test("an answer that comes after a change is dropped", () => {
  const book = createFactsBook();
  const keep = book.begin("db");
  book.forget("db");
  keep(v(1));
  expect(book.get("db")).toBeUndefined();
  book.begin("db")(v(2));
  expect(book.get("db")?.version).toBe(2);
});

test("what somebody told is not replaced by an older answer", () => {
  const book = createFactsBook();
  const keep = book.begin("db");
  book.tell("db", { version: undefined, created: undefined, gone: "deleted" });
  keep(v(1));
  expect(book.get("db")?.gone).toBe("deleted");
});

test("reading the keys leaves the custom metadata that is known", () => {
  const book = createFactsBook();
  book.begin("db")({ ...v(1), custom: new Map([["owner", "ada"]]) });
  book.begin("db")(v(1));
  expect(book.get("db")?.custom?.get("owner")).toBe("ada");
});

test("a change of one server leaves what is known of the others", () => {
  const book = createFactsBook();
  for (const id of ["secret:egi:a", "secret:local:a"]) book.begin(id)(v(1));
  const keep = book.begin("secret:egi:b");
  book.forgetAll("secret:egi:");
  keep(v(1));
  expect(["secret:egi:a", "secret:egi:b", "secret:local:a"].map((id) => book.get(id)?.version)).toEqual([
    undefined,
    undefined,
    1,
  ]);
  book.forget();
  expect(book.get("secret:local:a")).toBeUndefined();
});
