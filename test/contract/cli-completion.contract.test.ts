// A real bash reads the script and is asked what a person's Tab would offer.
import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { buildCli, cliHost, makeCheapVault, type CliHost } from "../support/cli-process.ts";
import { startOpenBao, type OpenBao } from "../support/openbao.ts";

const PASSPHRASE = "a passphrase for completion";
const run = promisify(execFile);

let bao: OpenBao;
let host: CliHost;
let bin: string;
beforeAll(async () => {
  buildCli();
  bao = await startOpenBao();
  host = cliHost({ LOCKERS_LOCAL_PASSPHRASE: PASSPHRASE });
  await makeCheapVault(host, PASSPHRASE);
  const { lockers, folder } = host;
  bin = join(folder, "bin");
  mkdirSync(bin);
  const program = join(import.meta.dirname, "..", "..", "dist", "cli.mjs");
  writeFileSync(join(bin, "lockers"), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  chmodSync(join(bin, "lockers"), 0o755);
  for (const name of ["shop/db", "shop/a b", "shop/it's", "shopping", "other"])
    await lockers(["put", `secret/${name}`, "password=v"]);
  await lockers(["server", "add", "work", bao.address]);
  await lockers(["login", "--server", "work", "--token"], { stdin: bao.token });
  await bao.must("POST", "secret/data/team/mail", { data: { a: "b" } });
});
afterAll(() => Promise.all([bao.stop(), host.close()]));

/** What bash would put behind the line, as it would insert it. */
async function tab(line: string, env: Readonly<Record<string, string>> = { LOCKERS_LOCAL_PASSPHRASE: PASSPHRASE }) {
  const script = `
set -u
source <(lockers completion bash)
complete -p lockers
COMP_LINE=$1 COMP_POINT=\${#1}
COMP_WORDS=() COMP_CWORD=0
_lockers lockers "" ""
printf '%s\\n' "\${COMPREPLY[@]}"
`;
  const { stdout, stderr } = await run("bash", ["--norc", "-c", script, "bash", line], {
    cwd: host.folder,
    env: { PATH: `${bin}:${process.env["PATH"] ?? ""}`, HOME: host.folder, LOCKERS_HOME: host.home, ...env },
  });
  const [registered, ...words] = stdout.trimEnd().split("\n");
  expect(registered).toBe("complete -F _lockers lockers");
  // Outside of a real Tab, bash says that `compopt` has nothing to change.
  expect(stderr.replaceAll(/^.*compopt: not currently executing completion function\n/gmu, "")).toBe("");
  return words.filter((word) => word !== "");
}

test.each([
  ["lockers lo", ["locker", "login", "logout"]],
  ["lockers locker re", ["revoke"]],
  ["lockers get --vers", ["--version"]],
  ["lockers list --server w", ["work"]],
  ["lockers list --server=w", ["work"]],
  ["lockers get secret/sho", ["secret/shop/", "secret/shopping"]],
  ["lockers get secret/shop/", ["secret/shop/a\\ b", "secret/shop/db", "secret/shop/it\\'s"]],
  ["lockers get secret/shop/a\\ ", ["secret/shop/a\\ b"]],
  ["lockers get 'secret/shop/d", ["secret/shop/db"]],
  ["lockers get vault://lo", ["//local/"]],
  [
    "lockers get vault://local/secret/shop/",
    ["//local/secret/shop/a%20b", "//local/secret/shop/db", "//local/secret/shop/it\\'s"],
  ],
  ["lockers --server work get secret/te", ["secret/team/"]],
  ["lockers get vault://work/secret/team/", ["//work/secret/team/mail"]],
  ["lockers get secret/absent/", []],
  ["lockers get secret/shop/db ", []],
])("Tab behind %j", async (line, words) => {
  expect((await tab(line)).toSorted()).toEqual(words.toSorted());
});

test("without a passphrase at hand nothing is asked: commands and servers, no paths", async () => {
  expect(await tab("lockers get secret/", {})).toEqual([]);
  expect(await tab("lockers list --server ", {})).toEqual(["local", "work"]);
});

async function counted() {
  const order = { policies: ["root"], num_uses: 3, ttl: "10m" };
  const made = (await bao.must("POST", "auth/token/create", order)) as { auth: Record<string, string> };
  const { client_token: token = "", accessor } = made.auth;
  const uses = async () => bao.must("POST", "auth/token/lookup-accessor", { accessor });
  return { token, uses };
}

describe("a token that somebody else gave may have counted uses: typing spends none of them", () => {
  test("in the environment", async () => {
    const { token, uses } = await counted();
    expect(await tab("lockers get secret/", { VAULT_ADDR: bao.address, VAULT_TOKEN: token })).toEqual([]);
    expect(await uses()).toMatchObject({ data: { num_uses: 3 } });
  });

  test("in a file that another program keeps", async () => {
    const { token, uses } = await counted();
    const file = join(host.folder, "token");
    writeFileSync(file, token, { mode: 0o600 });
    const added = ["server", "add", "agent", bao.address, "--auth", "token-file", "--token-file", file];
    expect(await host.lockers(added)).toMatchObject({ status: 0 });
    onTestFinished(async () => void (await host.lockers(["server", "remove", "agent"])));
    expect(await tab("lockers --server agent get secret/")).toEqual([]);
    expect(await uses()).toMatchObject({ data: { num_uses: 3 } });
  });
});

test("other shells than these are told; a line for nobody is not an error", async () => {
  const { lockers } = host;
  expect((await lockers(["completion", "csh"])).status).toBe(64);
  for (const shell of ["zsh", "fish"])
    expect((await lockers(["completion", shell])).out).toContain("lockers completion");
  expect(await lockers(["completion", "bash", "lockers nonsense x"])).toMatchObject({
    status: 0,
    out: "words\n",
    err: "",
  });
});
