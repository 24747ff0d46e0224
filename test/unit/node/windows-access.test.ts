import { expect, test } from "vitest";
import { isNotIndexed, isUsersAlone, makeUsersAlone, type RunTool, userOf } from "../../../src/node/windows-access.ts";

const DIRECTORY = "C:\\Users\\Ada Lovelace\\AppData\\Local\\Lockers";
const USER = "desk-1\\ada";
const SID = "S-1-5-21-1004336348-1177238915-682003330-1001";
const WHOAMI = `"${USER}","${SID}"\r\n`;
const DONE = "\r\n\r\nSuccessfully processed 1 files; Failed processing 0 files\r\n";

/** What the programs print, in the form Microsoft documents. */
const ALONE = `${DIRECTORY} DESK-1\\ada:(OI)(CI)(F)${DONE}`;
const INHERITED = `${DIRECTORY} NT AUTHORITY\\SYSTEM:(I)(OI)(CI)(F)\r\n${" ".repeat(DIRECTORY.length)} BUILTIN\\Administrators:(I)(OI)(CI)(F)\r\n${" ".repeat(DIRECTORY.length)} DESK-1\\ada:(I)(OI)(CI)(F)${DONE}`;
const SHARED = `${DIRECTORY} DESK-1\\ada:(OI)(CI)(F)\r\n${" ".repeat(DIRECTORY.length)} Everyone:(OI)(CI)(RX)${DONE}`;

test("the user is known by name and number, whatever the language", () => {
  expect(userOf(WHOAMI)).toEqual({ name: USER, sid: SID });
  expect(userOf("FEHLER: nicht gefunden")).toBeUndefined();
});

test.each([
  ["the user's alone", ALONE, true],
  ["inherited", INHERITED, false],
  ["readable by everyone", SHARED, false],
  ["only readable by the user", ALONE.replace("(F)", "(R)"), false],
  ["granted by inheritance to the user", ALONE.replace("(OI)", "(I)(OI)"), false],
  ["somebody else's", ALONE.replace("\\ada", "\\bob"), false],
  ["nothing", "", false],
])("an access list that is %s is told", (_what, printed, expected) => {
  expect(isUsersAlone(printed, DIRECTORY, USER)).toBe(expected);
});

test("the mark against indexing is found before the path, not in it", () => {
  expect(isNotIndexed(`             I       ${DIRECTORY}\r\n`, DIRECTORY)).toBe(true);
  expect(isNotIndexed(`A                    ${DIRECTORY}\r\n`, DIRECTORY)).toBe(false);
  expect(isNotIndexed("             C:\\I\r\n", "C:\\I")).toBe(false);
});

function tools(list: string, attributes = `             I       ${DIRECTORY}\r\n`) {
  const ran: string[] = [];
  const run: RunTool = (tool, args) => {
    ran.push([tool, ...args].join(" "));
    if (tool === "whoami.exe") return WHOAMI;
    return tool === "icacls.exe" ? list : attributes;
  };
  return { run, ran };
}

test("the directory is taken by the user's number, and looked at afterwards", () => {
  const { run, ran } = tools(ALONE);
  makeUsersAlone(DIRECTORY, run);
  expect(ran).toEqual([
    "whoami.exe /user /fo csv /nh",
    `icacls.exe ${DIRECTORY} /inheritance:r /grant:r *${SID}:(OI)(CI)F`,
    `attrib.exe +I ${DIRECTORY}`,
    `icacls.exe ${DIRECTORY}`,
    `attrib.exe ${DIRECTORY}`,
  ]);
});

test.each([
  ["others stay in the list", SHARED, undefined],
  ["it is still indexed", ALONE, `A                    ${DIRECTORY}\r\n`],
])("where %s it is refused", (_what, list, attributes) => {
  const { run } = tools(list, attributes);
  expect(() => makeUsersAlone(DIRECTORY, run)).toThrow("not the user's alone");
});
