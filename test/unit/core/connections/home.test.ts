import { expect, test } from "vitest";
import { expandHome } from "../../../../src/core/connections/home.ts";

test("claims of the template are filled in", () => {
  expect(expandHome("users/{sub}", { sub: "ada@egi.eu" })).toBe("users/ada@egi.eu");
  expect(expandHome("/vos/{vo}/{sub}/", { sub: "a b", vo: "x" })).toBe("vos/x/a b");
});

test("a claim that is missing gives no home, also one that every object has", () => {
  expect(expandHome("users/{sub}", {})).toBeUndefined();
  expect(expandHome("users/{toString}", {})).toBeUndefined();
});

test.each(["a/b", "..", ".", "", "a\nb", "../bob"])("a claim that is no single part leads nowhere: %j", (sub) => {
  expect(() => expandHome("users/{sub}", { sub })).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: "bad-path" }) as unknown }),
  );
});
