import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, serveLocalVault } from "../../src/node/serve/serve.ts";
import { newTestVault, temporaryFolder, type TestVault } from "../support/local-vault.ts";
import { baoBinary } from "../support/openbao.ts";
import { runProgram } from "../support/run-program.ts";

const python = join(process.env["LOCKERS_CACHE"] ?? join(import.meta.dirname, "..", "..", ".cache"), "python");
const home = temporaryFolder();
const path = { PATH: process.env["PATH"] };

let vault: TestVault;
let served: Served;

beforeAll(async () => {
  vault = await newTestVault();
  served = await serveLocalVault({ vault: vault.vault });
});

afterAll(async () => {
  await served.close();
  await vault.close();
  home.remove();
});

function bao(...parameters: readonly string[]) {
  return baoWith({}, parameters);
}

function baoWith(more: Readonly<Record<string, string>>, parameters: readonly string[]) {
  const environment = { VAULT_ADDR: served.address, VAULT_TOKEN: served.token.reveal(), HOME: home.path };
  return runProgram(baoBinary(), parameters, { env: { ...path, ...environment, ...more } });
}

async function json(...parameters: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await baoWith({ VAULT_FORMAT: "json" }, parameters);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

test("the bao command line client: status, kv, versions, tokens, wrapping", async () => {
  expect(await json("status")).toMatchObject({ initialized: true, sealed: false });
  await json("kv", "put", "secret/shop/db", "password=one", "user=ada");
  await json("kv", "put", "-mount=secret", "shop/db", "password=two");
  expect(await json("kv", "get", "secret/shop/db")).toMatchObject({
    data: { data: { password: "two" }, metadata: { version: 2 } },
  });
  expect(await json("kv", "get", "-version=1", "secret/shop/db")).toMatchObject({ data: { data: { user: "ada" } } });
  expect(await json("kv", "patch", "secret/shop/db", "extra=3")).toMatchObject({ data: { version: 3 } });
  expect(await json("kv", "list", "secret/")).toEqual(["shop/"]);
  expect(await json("kv", "metadata", "get", "secret/shop/db")).toMatchObject({ data: { current_version: 3 } });
  expect((await bao("kv", "delete", "secret/shop/db")).code).toBe(0);
  expect((await bao("kv", "undelete", "-versions=3", "secret/shop/db")).code).toBe(0);
  expect((await bao("kv", "get", "-field=extra", "secret/shop/db")).stdout).toBe("3");
  expect((await bao("kv", "rollback", "-version=1", "secret/shop/db")).code).toBe(0);
  expect((await bao("kv", "get", "-field=user", "secret/shop/db")).stdout).toBe("ada");
  expect((await bao("kv", "metadata", "delete", "secret/shop/db")).code).toBe(0);
  expect((await bao("kv", "get", "secret/shop/db")).code).toBe(2);
  expect((await bao("kv", "put", "kv1/plain", "a=1")).code).toBe(0);
  expect((await bao("kv", "get", "-field=a", "kv1/plain")).stdout).toBe("1");
  expect(await json("kv", "list", "kv1")).toContain("plain");
  expect((await bao("kv", "delete", "kv1/plain")).code).toBe(0);
  expect(await json("secrets", "list")).toMatchObject({ "secret/": { type: "kv" }, "cubbyhole/": {} });
  expect((await bao("secrets", "enable", "-path=team", "-version=2", "kv")).code).toBe(0);
  expect((await bao("secrets", "disable", "team")).code).toBe(0);
  const made = (await json("token", "create", "-policy=default", "-ttl=1h", "-use-limit=3")) as {
    auth: { client_token: string; accessor: string };
  };
  expect(await json("token", "lookup", "-accessor", made.auth.accessor)).toMatchObject({ data: { num_uses: 3 } });
  expect((await bao("token", "revoke", "-accessor", made.auth.accessor)).code).toBe(0);
  expect((await bao("token", "lookup", made.auth.client_token)).code).toBe(2);
  const wrapped = (await json("write", "-wrap-ttl=5m", "sys/wrapping/wrap", "a=b")) as { wrap_info: { token: string } };
  expect(await json("unwrap", wrapped.wrap_info.token)).toMatchObject({ data: { a: "b" } });
});

test("the bao command line client: cubbyhole, a locker of three uses, children, renewal, capabilities, rewrapping", async () => {
  const made = (await json("token", "create", "-policy=default", "-ttl=1h", "-use-limit=3")) as {
    auth: { client_token: string };
  };
  const locker = { VAULT_TOKEN: made.auth.client_token };
  expect((await baoWith(locker, ["write", "cubbyhole/gift", "value=hello"])).code).toBe(0);
  expect((await baoWith(locker, ["list", "-format=json", "cubbyhole"])).stdout).toContain("gift");
  expect((await baoWith(locker, ["read", "-field=value", "cubbyhole/gift"])).stdout).toBe("hello");
  expect((await baoWith(locker, ["read", "cubbyhole/gift"])).stderr).toContain("permission denied");
  const parent = (await json("token", "create", "-policy=root", "-ttl=1h")) as { auth: { client_token: string } };
  const { stdout } = await baoWith({ VAULT_TOKEN: parent.auth.client_token, VAULT_FORMAT: "json" }, [
    "token",
    "create",
    "-policy=default",
    "-ttl=1h",
  ]);
  const child = JSON.parse(stdout) as { auth: { client_token: string } };
  expect(await json("token", "renew", "-increment=2h", child.auth.client_token)).toMatchObject({
    auth: { lease_duration: 7200 },
  });
  expect((await bao("token", "capabilities", child.auth.client_token, "cubbyhole/x")).stdout).toContain("create");
  expect((await bao("token", "revoke", parent.auth.client_token)).code).toBe(0);
  expect((await bao("token", "lookup", child.auth.client_token)).code).toBe(2);
  await json("kv", "put", "secret/wrapped", "a=b");
  const wrapped = (await json("kv", "get", "-wrap-ttl=5m", "secret/wrapped")) as { wrap_info: { token: string } };
  const again = (await json("write", "sys/wrapping/rewrap", `token=${wrapped.wrap_info.token}`)) as {
    wrap_info: { token: string };
  };
  expect(await json("unwrap", again.wrap_info.token)).toMatchObject({ data: { data: { a: "b" } } });
  expect((await bao("unwrap", again.wrap_info.token)).code).toBe(2);
});

const HVAC = `
import os, hvac
client = hvac.Client(url=os.environ["ADDRESS"], token=os.environ["TOKEN"])
assert client.is_authenticated()
v2 = client.secrets.kv.v2
v2.create_or_update_secret("py/a", {"x": "1", "n": 5}, cas=0)
v2.patch("py/a", {"y": "2"})
assert v2.read_secret_version("py/a", raise_on_deleted_version=True)["data"]["data"] == {"x": "1", "n": 5, "y": "2"}
assert v2.list_secrets("py")["data"]["keys"] == ["a"]
assert client.list("secret/metadata/py")["data"]["keys"] == ["a"]
v2.delete_latest_version_of_secret("py/a")
try:
    v2.read_secret_version("py/a", raise_on_deleted_version=True)
    raise SystemExit("a deleted version was read")
except hvac.exceptions.InvalidPath:
    pass
v2.undelete_secret_versions("py/a", [2])
v2.destroy_secret_versions("py/a", [1])
assert v2.read_secret_metadata("py/a")["data"]["versions"]["1"]["destroyed"]
v1 = client.secrets.kv.v1
v1.create_or_update_secret("py", {"a": "b"}, mount_point="kv1")
assert v1.read_secret("py", mount_point="kv1")["data"] == {"a": "b"}
assert v1.list_secrets("", mount_point="kv1")["data"]["keys"].count("py") == 1
locker = client.auth.token.create(policies=["default"], ttl="1h", num_uses=3, renewable=False)["auth"]
guest = hvac.Client(url=os.environ["ADDRESS"], token=locker["client_token"])
guest.write("cubbyhole/gift", value="hello")
assert guest.list("cubbyhole/")["data"]["keys"] == ["gift"]
assert guest.read("cubbyhole/gift")["data"] == {"value": "hello"}
try:
    guest.read("cubbyhole/gift")
    raise SystemExit("a spent locker was read")
except hvac.exceptions.Forbidden:
    pass
parent = hvac.Client(url=os.environ["ADDRESS"], token=client.auth.token.create(policies=["root"], ttl="1h")["auth"]["client_token"])
child = parent.auth.token.create(policies=["default"], ttl="1h")["auth"]
assert client.auth.token.lookup(child["client_token"])["data"]["ttl"] > 3500
assert client.auth.token.renew(child["client_token"], increment="2h")["auth"]["lease_duration"] == 7200
assert client.auth.token.lookup_accessor(child["accessor"])["data"]["policies"] == ["default"]
parent.auth.token.revoke_self()
try:
    client.auth.token.lookup(child["client_token"])
    raise SystemExit("a child outlived its parent")
except hvac.exceptions.Forbidden:
    pass
short = client.auth.token.create(policies=["default"], ttl="1h")["auth"]
client.auth.token.revoke_accessor(short["accessor"])
assert not hvac.Client(url=os.environ["ADDRESS"], token=short["client_token"]).is_authenticated()
v2.update_metadata("py/a", max_versions=3, custom_metadata={"team": "shop"})
assert v2.read_secret_metadata("py/a")["data"]["custom_metadata"] == {"team": "shop"}
try:
    v2.create_or_update_secret("py/a", {"x": "2"}, cas=0)
    raise SystemExit("a write went past check-and-set")
except hvac.exceptions.InvalidRequest:
    pass
v2.delete_metadata_and_all_versions("py/a")
v1.delete_secret("py", mount_point="kv1")
client.sys.enable_secrets_engine("kv", path="hv", options={"version": "1"})
assert "hv/" in client.sys.list_mounted_secrets_engines()["data"]
client.sys.disable_secrets_engine("hv")
assert client.sys.get_capabilities(["secret/data/x"])["data"]["capabilities"] == ["root"]
wrapped = client.sys.wrap({"a": "b"}, ttl=60)["wrap_info"]["token"]
assert client.sys.unwrap(wrapped)["data"] == {"a": "b"}
assert client.sys.read_health_status(method="GET")["initialized"]
print("done")
`;

test("hvac 2.4.0, Python's client, which lists with the verb LIST", async () => {
  expect(existsSync(join(python, "hvac")), `hvac in ${python}`).toBe(true);
  const environment = { PYTHONPATH: python, ADDRESS: served.address, TOKEN: served.token.reveal() };
  const ran = await runProgram("python3", ["-W", "ignore", "-c", HVAC], { env: { ...path, ...environment } });
  expect(ran).toEqual({ code: 0, stdout: "done\n", stderr: "" });
});

test("EGI's fedcloud client uses a locker of the local vault", async () => {
  const body = { policies: ["default"], ttl: "1h", num_uses: 10, renewable: false };
  const made = await vault.send("POST", "auth/token/create", { body });
  const { client_token: token } = (made.body as { auth: { client_token: string } }).auth;
  const fedcloud = (...parameters: readonly string[]) =>
    runProgram("python3", ["-W", "ignore", join(python, "bin", "fedcloud"), "secret", ...parameters], {
      env: {
        ...path,
        PYTHONPATH: python,
        HOME: home.path,
        FEDCLOUD_VAULT_ENDPOINT: served.address,
        FEDCLOUD_LOCKER_TOKEN: token,
      },
    });
  expect(await fedcloud("put", "gift", "user=ada", "password=s3cret")).toMatchObject({ code: 0 });
  expect(await fedcloud("get", "gift", "password")).toMatchObject({ code: 0, stdout: "s3cret" });
  expect((await fedcloud("list")).stdout).toContain("gift");
  expect((await fedcloud("locker", "check", token)).stdout).toMatch(/num_uses\s+6/);
});
