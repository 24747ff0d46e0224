import { expect, test } from "vitest";
import { childEnvironment } from "../../../src/cli/child-environment.ts";

test("a program that is started gets nothing that opens the vault or a session", () => {
  const env = {
    PATH: "/bin",
    LOCKERS_HOME: "/h",
    LOCKERS_LOCAL_PASSPHRASE: "a",
    LOCKERS_LOCAL_PASSPHRASE_FILE: "b",
    LOCKERS_SERVER_EGI_TOKEN: "c",
  };
  expect(childEnvironment(env, [])).toEqual({ PATH: "/bin", LOCKERS_HOME: "/h" });
});
