import { describe, expect, test } from "vitest";
import { parseQuery, score, searchable } from "../../../../../src/core/secrets/search/match.ts";
import { createPathIndex } from "../../../../../src/core/secrets/search/path-index.ts";

const at = (path: string) => ({ mount: "secret", path });

function best(typed: string, ...paths: readonly string[]): readonly string[] {
  const index = createPathIndex();
  for (const path of paths) index.add("egi", at(path));
  return index.search(typed, 50).map((hit) => hit.at.path);
}

describe("the best is first", () => {
  test("the name itself, its beginning, a word of it, a part of it, the path, scattered letters", () => {
    const order = ["db", "db-old", "shop-db", "adbx", "db/other", "adb/other", "dark/blue"];
    expect(best("db", ...order.toReversed())).toEqual(order);
  });

  test("the end of a path that was typed whole", () => {
    expect(best("shop/db", "x/shop/db-2", "shop/db")).toEqual(["shop/db", "x/shop/db-2"]);
  });

  test("of equals the shorter one", () => {
    expect(best("api", "service-with-a-long-name/api", "b/api")).toEqual(["b/api", "service-with-a-long-name/api"]);
  });
});

describe("what is found", () => {
  test("without case, all words, in any order", () => {
    expect(best("DB shop", "shop/Main-DB", "shop/api")).toEqual(["shop/Main-DB"]);
  });

  test.each(["zz", "shopdbx", "9"])("%s is in none", (typed) => {
    expect(best(typed, "shop/db", "shop/api-1")).toEqual([]);
  });

  test("letters beyond ASCII, digits and signs", () => {
    expect(best("ключ", "team/ключ")).toEqual(["team/ключ"]);
    expect(best("👩‍🚒", "rota/👩‍🚒")).toEqual(["rota/👩‍🚒"]);
    expect(best("v1.2", "api/v1.2", "api/v12")).toEqual(["api/v1.2"]);
  });

  test("nothing for nothing typed", () => {
    expect(best("  ", "db")).toEqual([]);
  });

  test("a letter that is not there is seen before anything is compared", () => {
    expect(score(parseQuery("x"), searchable("secret/shop"))).toBe(0);
  });
});

test("keys are found by their names, beside the secret they are in", () => {
  const index = createPathIndex();
  index.add("egi", at("shop/db"));
  expect(index.knowsKeys("egi", at("shop/db"))).toBe(false);
  index.keys("egi", at("shop/db"), ["password", "path/like"]);
  expect(index.knowsKeys("egi", at("shop/db"))).toBe(true);
  expect(index.search("passw", 5)).toMatchObject([{ server: "egi", at: at("shop/db"), key: "password" }]);
  expect(index.search("path/like", 5)).toMatchObject([{ key: "path/like" }]);
});

test("hits stand together by server, the server with the best first; no more than asked for", () => {
  const index = createPathIndex();
  for (let number = 0; number < 100; number += 1) index.add("egi", at(`a/${number}/dbx`));
  index.add("local", at("db"));
  index.add("local", at("z/ad-b"));
  const hits = index.search("db", 20);
  expect(hits).toHaveLength(20);
  expect(hits.map(({ server }) => server).join()).toMatch(/^local,(egi,)+egi$/);
});

test("what is removed or forgotten is not found; a path that comes twice is there once", () => {
  const index = createPathIndex();
  for (const server of ["egi", "egi", "local"]) index.add(server, at("db"));
  expect([index.size, index.servers()]).toEqual([2, ["egi", "local"]]);
  index.remove("egi", at("db"));
  expect(index.search("db", 5).map(({ server }) => server)).toEqual(["local"]);
  index.forget("local");
  expect([...index.pathsOf("local")]).toEqual([]);
  expect(index.search("db", 5)).toEqual([]);
});
