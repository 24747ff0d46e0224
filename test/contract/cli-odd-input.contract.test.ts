// What nobody should type, and what somebody does: the same on the vault of this computer and on a real server.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, cliHost, makeCheapVault, type CliHost } from "../support/cli-process.ts";
import { startOpenBao, type OpenBao } from "../support/openbao.ts";

const PASSPHRASE = "a passphrase for odd input";

let bao: OpenBao;
let onVault: CliHost;
let onServer: CliHost;
beforeAll(async () => {
  buildCli();
  bao = await startOpenBao();
  await bao.must("POST", "sys/mounts/kv1", { type: "kv", options: { version: "1" } });
  onVault = cliHost({ LOCKERS_LOCAL_PASSPHRASE: PASSPHRASE });
  await makeCheapVault(onVault, PASSPHRASE);
  onServer = cliHost({ VAULT_ADDR: bao.address, VAULT_TOKEN: bao.token });
});
afterAll(() => Promise.all([bao.stop(), onVault.close(), onServer.close()]));

describe.each([
  { name: "the local vault", hostOf: () => onVault, manyKeys: 0 },
  // OpenBao takes 1,000 texts in a request (spec 2.1), and says so.
  { name: "OpenBao", hostOf: () => onServer, manyKeys: 65 },
])("on $name", ({ hostOf, manyKeys }) => {
  test.each([
    "secret/../sys/mounts",
    "secret/a/../../b",
    "secret/./a",
    "secret//a",
    "secret/a\nb",
    "secret/a\u0000b".replace("\u0000", "\u0001"),
    "",
    "/",
  ])("the path %j is refused before anything is sent", async (path) => {
    const { lockers } = hostOf();
    for (const args of [
      ["put", path, "a=b"],
      ["get", path],
      ["list", path],
      ["delete", path],
    ]) {
      const { status, out } = await lockers(args);
      expect([status, out]).toEqual([64, ""]);
    }
  });

  test.each([
    "secret/odd/%2e%2e/x",
    "secret/odd/a?b=c",
    "secret/odd/a#b",
    "secret/odd/🔑 clé",
    "secret/odd/--help",
    "secret/odd/-x",
    "secret/odd/a\\b",
    "secret/odd/a:b;c&d=e+f",
    "kv1/odd/%2F🔑?#",
  ])("the path %j is a name like any other", async (path) => {
    const { lockers } = hostOf();
    const [name = ""] = path.split("/").slice(-1);
    expect(await lockers(["put", "--", path, "key=v"])).toMatchObject({ status: 0, err: "" });
    expect((await lockers(["get", path, "key"])).out).toBe("v");
    expect((await lockers(["list", path.slice(0, -name.length - 1)])).out.split("\n")).toContain(name);
    expect((await lockers(["delete", path])).status).toBe(0);
    expect((await lockers(["get", path])).status).toBe(66);
  });

  test("a name of 4 kB is a name like any other", async () => {
    const { lockers } = hostOf();
    const path = `secret/${"n".repeat(4096)}`;
    expect((await lockers(["put", path, "a=b"])).status).toBe(0);
    expect((await lockers(["get", path, "a"])).out).toBe("b");
  });

  test("objects of no key, one and 5,000", async () => {
    const { lockers, folder } = hostOf();
    writeFileSync(join(folder, "none.json"), "{}");
    expect(await lockers(["put", "secret/none", "@none.json"])).toMatchObject({ status: 65, out: "" });
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_unused, index) => [`k${index}`, `v${index}`]));
    writeFileSync(join(folder, "many.json"), JSON.stringify(many));
    const { status, err } = await lockers(["put", "secret/many", "@many.json"]);
    expect([status, /is larger than/u.test(err)]).toEqual([manyKeys, manyKeys !== 0]);
    const { out } = await lockers(["get", "secret/many", "--format", "json"]);
    expect(out === "" ? {} : JSON.parse(out)).toEqual(manyKeys === 0 ? many : {});
  });

  test("values of no byte and of 1 MiB, line ends and quotes, exactly", async () => {
    const { lockers, folder } = hostOf();
    const big = "0123456789abcdef".repeat(65_536);
    writeFileSync(join(folder, "big"), big);
    writeFileSync(join(folder, "empty"), "");
    writeFileSync(join(folder, "lines"), "\r\n\t 'a' \"b\" $c `d` \\ \n\n");
    expect((await lockers(["put", "secret/big", "big=@big"])).status).toBe(0);
    expect((await lockers(["get", "secret/big", "big"])).out === big).toBe(true);
    expect((await lockers(["put", "secret/exact", "empty=@empty", "lines=@lines", "none="])).status).toBe(0);
    expect((await lockers(["get", "secret/exact", "lines"])).out).toBe("\r\n\t 'a' \"b\" $c `d` \\ \n\n");
    for (const key of ["empty", "none"])
      expect(await lockers(["get", "secret/exact", key])).toMatchObject({ status: 0, out: "" });
  });

  test("numbers, nesting, null and __proto__ are what they were", async () => {
    const { lockers } = hostOf();
    const text = '{"n":5432,"deep":{"a":[1,{"b":null}]},"none":null,"__proto__":"own","constructor":"c","yes":true}';
    expect((await lockers(["put", "secret/kinds", "-"], { stdin: text })).status).toBe(0);
    const { out } = await lockers(["get", "secret/kinds", "--format", "json"]);
    expect(entriesOf(out)).toEqual(entriesOf(text));
    expect((await lockers(["get", "secret/kinds", "__proto__"])).out).toBe("own");
    expect((await lockers(["get", "secret/kinds", "none"])).out).toBe("null");
    expect((await lockers(["get", "secret/kinds", "toString"])).status).toBe(66);
  });

  test("bytes that are no text: refused as they are, whole by --base64", async () => {
    const { lockers, folder } = hostOf();
    const bytes = Buffer.from(Array.from({ length: 512 }, (_unused, index) => index % 256));
    writeFileSync(join(folder, "bytes"), bytes);
    expect(await lockers(["put", "secret/bytes", "b=@bytes"])).toMatchObject({
      status: 65,
      err: expect.stringContaining("--base64 stores bytes"),
    });
    expect((await lockers(["put", "secret/bytes", "b=@bytes", "c=-", "--base64"], { stdin: bytes })).status).toBe(0);
    for (const key of ["b", "c"])
      expect((await lockers(["get", "secret/bytes", key, "--base64"])).bytes.equals(bytes)).toBe(true);
    expect((await lockers(["get", "secret/bytes", "b"])).out).toBe(bytes.toString("base64"));
    await lockers(["put", "secret/bytes", "--patch", "text=not base64!"]);
    expect((await lockers(["get", "secret/bytes", "text", "--base64"])).status).toBe(65);
    expect((await lockers(["get", "secret/bytes", "--base64"])).status).toBe(64);
  });

  test("files that are none: a folder, one that is not there, an unreadable syntax", async () => {
    const { lockers, folder } = hostOf();
    mkdirSync(join(folder, "folder"), { recursive: true });
    expect((await lockers(["put", "secret/x", "a=@folder"])).status).toBe(74);
    expect((await lockers(["put", "secret/x", "a=@absent"])).status).toBe(74);
    expect((await lockers(["put", "secret/x", "=v"])).status).toBe(64);
    expect((await lockers(["put", "secret/x", "a=-", "b=-"])).status).toBe(64);
    expect((await lockers(["put", "secret/x"])).status).toBe(64);
  });

  test("versions: an older one, one that never was, and check-and-set against the wrong one", async () => {
    const { lockers } = hostOf();
    await lockers(["put", "secret/aged", "a=1"]);
    await lockers(["put", "secret/aged", "a=2", "--cas", "1"]);
    expect((await lockers(["get", "secret/aged", "a", "--version", "1"])).out).toBe("1");
    expect((await lockers(["get", "secret/aged", "a", "--version", "9"])).status).toBe(66);
    for (const odd of ["0", "-1", "1.5", "one", "1e3", ""])
      expect((await lockers(["get", "secret/aged", "a", `--version=${odd}`])).status).toBe(64);
    expect((await lockers(["put", "secret/aged", "a=3", "--cas", "1"])).status).toBe(75);
    expect((await lockers(["put", "secret/aged", "a=3", "--cas", "0"])).status).toBe(75);
    expect((await lockers(["delete", "secret/aged", "--versions", "1", "--destroy"])).status).toBe(0);
    expect((await lockers(["get", "secret/aged", "--version", "1"])).err).toContain("was destroyed");
    expect((await lockers(["delete", "secret/aged", "--versions", "1,x"])).status).toBe(64);
    expect((await lockers(["delete", "secret/aged", "--all"])).status).toBe(0);
    expect((await lockers(["list", "secret"])).out.split("\n")).not.toContain("aged");
  });
});

/** Own keys of a JSON object, `__proto__` among them. */
function entriesOf(json: string): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(JSON.parse(json) as object));
}

test.each(["s.a\nb", "s.a\r\nX-Vault-Namespace: other", "s.a b", "ü"])(
  "the token %j goes nowhere, and is not repeated",
  async (token) => {
    const ran = await onVault.lockers(["list"], { env: { VAULT_ADDR: bao.address, VAULT_TOKEN: token } });
    expect(ran).toMatchObject({ status: 65, out: "" });
    expect(ran.err).toContain("token: it holds spaces, line breaks or special characters");
  },
);
