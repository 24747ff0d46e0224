import { describe, expect, test } from "vitest";
import { ExpectedError } from "../../../../src/core/errors.ts";
import { canMove } from "../../../../src/core/migration/plan-move.ts";
import { migrationCases, moveCase, type MigrationCase } from "../../../support/migration-cases.ts";

/** What a case comes to, in the shape of `expected`. */
function outcome(given: MigrationCase): unknown {
  try {
    const { after, mapping, values } = moveCase(given);
    return { after, mapping: given.mapping && mapping, values: given.values && values };
  } catch (error) {
    if (error instanceof ExpectedError && error.problem.code === "not-movable") return error.problem.reason;
    throw error;
  }
}

function expected({ after, mapping, values, refused }: MigrationCase): unknown {
  return refused ?? { after, mapping, values };
}

describe.each(["javascript", "typescript", "python", "dotenv", "data"])("%s", (language) => {
  test.each(migrationCases(language))("$name", (given) => {
    expect(outcome(given)).toEqual(expected(given));
  });
});

test("a language is known by name or by id", () => {
  const known = ["a.js", "src/a.mjs", "a.cts", "a.tsx", "a.py", ".env", "x/.env.local", "prod.env"];
  expect(known.filter((path) => !canMove({ path }))).toEqual([]);
  expect(canMove({ path: "Untitled-1", languageId: "python" })).toBe(true);
  expect(["a.txt", "", "env", "a.envx"].filter((path) => canMove({ path }))).toEqual([]);
});
