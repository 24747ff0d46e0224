/** A newcomer's first hour with Lockers, step by step, on real parts: VS Code, a browser, OpenBao, an OpenID provider. */

import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from "vitest";
import { openBrowser } from "../support/vscode/browser.ts";
import { codeLens, editorShows, quickFixes, squiggles } from "../support/vscode/editor.ts";
import { modalButton, toast, toastButton } from "../support/vscode/messages.ts";
import { leavePicture } from "../support/vscode/picture.ts";
import { answer, choose, openFile, quickInput, runCommand } from "../support/vscode/quick-input.ts";
import {
  expand,
  expandTo,
  row,
  rowAction,
  rowMenu,
  showLockers,
  view,
  viewAction,
} from "../support/vscode/side-bar.ts";
import { terminalRun, terminalShows } from "../support/vscode/terminal.ts";
import { webview } from "../support/vscode/webview.ts";
import { reloadWindow } from "../support/vscode/window.ts";
import { baoRequests } from "../support/openbao.ts";
import { pickText } from "../support/pick.ts";
import { runProgram } from "../support/run-program.ts";
import { waitUntil } from "../support/wait-until.ts";
import { type Lockers, lockersProgram, serving } from "./support/lockers-program.ts";
import { type Servers, signInAsAda, startServers } from "./support/servers.ts";
import { npmStart, openStarted, type Started } from "./support/npm-start.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lockers-newcomer-"));
const passphrase = "correct horse battery staple";
/** The values that the sample holds at first. */
const planted = { app: "plum-Lantern-8813-Quay", job: "hx9Tq2Lw7Vb4Nz6Rk1Mp", env: "Otter!77-Marble-Stair" };
let servers: Servers;
let started: Started;
let lockers: Lockers;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  servers = await startServers();
  started = await npmStart();
  lockers = lockersProgram(started, { LOCKERS_LOCAL_PASSPHRASE: passphrase });
  browser = await openBrowser(path.join(folder, "profile"));
});
let failed = false;
beforeEach(({ task, skip }) => {
  skip(failed, "a step before it failed");
  onTestFailed(async () => {
    failed = true;
    if (page !== undefined) await leavePicture(page, task.name);
  });
});
afterAll(async () => {
  await browser?.close();
  await started?.stop();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Takes a picture for the README where LOCKERS_PICTURES names a folder. */
async function picture(name: string): Promise<void> {
  const pictures = process.env["LOCKERS_PICTURES"];
  if (pictures === undefined) return;
  await page.waitForTimeout(500); // menus and hovers fade in
  await page.screenshot({ path: path.join(pictures, `${name}.png`), scale: "css" });
}

const clipboard = (window: Page): Promise<string> => window.evaluate<string>("navigator.clipboard.readText()");
const read = (file: string): string => readFileSync(path.join(started.workspace, file), "utf8");

/** Runs a program in the workspace, in an ordinary environment. */
const runPlainly = (command: string, ...args: string[]) => runProgram(command, args, { cwd: started.workspace });

describe("1. npm start", () => {
  test("opens a real VS Code on the sample, with the Lockers views", async () => {
    page = await openStarted(browser, started);
    await editorShows(page, 'const dbPassword = "');
    await view(page, "Secrets").waitFor();
    await expect.poll(() => view(page, "Findings").isVisible()).toBe(true);
  });
});

describe("2. a secret in the code", () => {
  test("is underlined, has a lens and stands in Findings", async () => {
    await codeLens(page, "Move to vault").waitFor();
    await row(page, "Findings", "app.js").waitFor();
    await expect.poll(() => squiggles(page, "info").count()).toBe(1);
    await picture("find");
    expect(await runPlainly("node", "app.js")).toEqual({ stdout: "connected as shop\n", stderr: "", code: 0 });
  });

  test("moves to a new local vault with one sheet and a passphrase", async () => {
    await codeLens(page, "Move to vault").click();
    await quickInput(page, "Move Secret to Vault");
    await picture("move");
    await choose(page, "Move");
    await choose(page, "Choose a Passphrase");
    await answer(page, "Encrypts the local vault", passphrase, { masked: true });
    await answer(page, "once more", passphrase, { masked: true });
    await toast(page, "Moved. lockers.env now holds the reference").waitFor();
    await expect.poll(() => read("app.js")).toContain("const dbPassword = process.env.DB_PASSWORD;");
    expect(read("app.js")).not.toContain(planted.app);
    await expect.poll(() => read("lockers.env")).toContain("DB_PASSWORD=vault://local/secret/shop/db/password");
  });

  test("is asked for by the program that lost it", async () => {
    const { code, stderr } = await runPlainly("node", "app.js");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "DB_PASSWORD is not set. Start with: lockers run -- node app.js\n",
    });
  });

  test("is found in files that are not open, by a scan", async () => {
    await runCommand(page, "Lockers: Scan Workspace for Secrets");
    await showLockers(page);
    await row(page, "Findings", "job.py").waitFor();
    await row(page, "Findings", ".env").waitFor();
    await expect.poll(() => row(page, "Findings", "app.js").count()).toBe(0);
  });

  test("moves from Python by the quick fix", async () => {
    await openFile(page, "job.py");
    const fixes = await quickFixes(page, planted.job);
    await fixes.filter({ hasText: "Move secret to vault…" }).click();
    await choose(page, "Move");
    await editorShows(page, 'report_token = os.environ["REPORT_TOKEN"]');
    // VS Code empties a file before it writes it: what must stand there is waited for, then what must not is looked for.
    await expect.poll(() => read("job.py")).toMatch(/^import os[^]+os\.environ\["REPORT_TOKEN"\]/m);
    expect(read("job.py")).not.toContain(planted.job);
    await expect.poll(() => read("lockers.env")).toContain("REPORT_TOKEN=vault://local/secret/shop/report/token");
  });

  test("moves from .env and leaves a comment", async () => {
    await openFile(page, ".env");
    await codeLens(page, "Move to vault").click();
    await choose(page, "Move");
    await editorShows(page, "# SMTP_PASSWORD is in lockers.env");
    await expect.poll(() => read(".env")).toMatch(/^SMTP_HOST=mail\.example\.org\n[^]*# SMTP_PASSWORD is in/m);
    expect(read(".env")).not.toContain(planted.env);
    await expect.poll(() => read("lockers.env")).toContain("SMTP_PASSWORD=vault://local/secret/shop/smtp/password");
  });
});

describe("3. starting the program", () => {
  test("works in a terminal with secrets", async () => {
    await runCommand(page, "Lockers: Open Terminal with Secrets");
    await terminalShows(page, /3 variables from lockers\.env/);
    await terminalRun(page, "node app.js; python3 job.py");
    expect(await terminalShows(page, /^connected as shop$/)).toBe("connected as shop");
    expect(await terminalShows(page, /^report sent$/)).toBe("report sent");
    await picture("run");
  });

  test("works with lockers run", async () => {
    const ended = await lockers(["run", "--", "node", "app.js"]);
    expect(ended).toEqual({ stdout: "connected as shop\n", stderr: "", code: 0 });
  });

  test("asks again for approval when the mapping was changed by hand", async () => {
    appendFileSync(path.join(started.workspace, "lockers.env"), "SHOP_NAME=corner\n");
    const refused = await lockers(["run", "--", "node", "app.js"]);
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 77, stdout: "" });
    expect((await lockers(["allow"])).code).toBe(0);
    expect((await lockers(["run", "--", "node", "app.js"])).stdout).toBe("connected as shop\n");
  });
});

describe("4. the Secrets view", () => {
  test("stores a new secret", async () => {
    await runCommand(page, "Lockers: New Secret…");
    const form = await webview(page, "Store in");
    await form.getByPlaceholder("folder/name").fill("shop/mail");
    await form.getByPlaceholder("key").fill("user");
    await form.getByPlaceholder("value").fill("postmaster");
    await form.getByRole("button", { name: "Add Key" }).click();
    await form.getByPlaceholder("key").nth(1).fill("password");
    await form.getByPlaceholder("value").nth(1).fill("first-mail-value");
    await form.getByRole("button", { name: "Save" }).click();
    await row(page, "Secrets", "mail").waitFor();
    await expand(page, "Secrets", "mail");
    expect(await row(page, "Secrets", "password").innerText()).not.toContain("first-mail-value");
  });

  test("reveals a value and hides it again", async () => {
    await rowAction(page, "Secrets", "password", "Reveal");
    const revealed = await webview(page, "first-mail-value");
    await picture("reveal");
    await revealed.getByRole("button", { name: "Hide" }).click();
    await revealed.getByText("Show Again").waitFor();
    expect(await revealed.locator("body").innerText()).not.toContain("first-mail-value");
  });

  test("copies a value and clears the clipboard", async () => {
    await rowAction(page, "Secrets", "password", "Copy Value");
    await expect.poll(() => clipboard(page)).toBe("first-mail-value");
    await page.locator(".statusbar-item").filter({ hasText: "clears in" }).locator("a").click();
    await expect.poll(() => clipboard(page)).toBe("");
  });

  test("copies a reference", async () => {
    await rowMenu(page, "Secrets", "password", "Copy Reference");
    await expect.poll(() => clipboard(page)).toBe("vault://local/secret/shop/mail/password");
  });

  test("edits a secret and keeps what was not touched", async () => {
    await rowMenu(page, "Secrets", "mail", "Edit Secret");
    const form = await webview(page, "Store in");
    await form.getByPlaceholder("unchanged").nth(1).fill("second-mail-value");
    await form.getByRole("button", { name: "Save" }).click();
    await row(page, "Secrets", "mail").filter({ hasText: "v2" }).waitFor();
    await rowMenu(page, "Secrets", "mail", "Reveal");
    const revealed = await webview(page, "second-mail-value");
    expect(await revealed.locator("body").innerText()).toContain("postmaster");
  });

  test("deletes a secret, and takes that back", async () => {
    await rowMenu(page, "Secrets", "mail", "Delete…");
    await row(page, "Secrets", "mail").filter({ hasText: "deleted" }).waitFor();
    await toastButton(page, "Deleted secret/shop/mail.", "Undo");
    await expect.poll(() => row(page, "Secrets", "mail").innerText()).toContain("v2");
  });

  test("lists a server that was added by address and token", async () => {
    await runCommand(page, "Lockers: Add Server…");
    await choose(page, "Other…");
    await answer(page, "Address of the Vault", servers.bao.address);
    await choose(page, "Vault Token");
    await answer(page, "Name of the server", "team");
    await answer(page, "oken", servers.bao.token, { masked: true });
    await expandTo(page, "Secrets", ["team", "secrets"], "users");
    await rowMenu(page, "Secrets", "team", "Remove Server");
    await modalButton(page, "team", "Remove");
    await expect.poll(() => row(page, "Secrets", "team").count()).toBe(0);
  });
});

describe("5. signing in", () => {
  test("by OpenID Connect in the browser", async () => {
    await runCommand(page, "Lockers: Add Server…");
    await choose(page, "Other…");
    await answer(page, "Address of the Vault", servers.bao.address);
    await choose(page, "OpenID Connect");
    await answer(page, "Issuer", servers.provider.issuer);
    await answer(page, "Client id", servers.provider.clientId);
    await answer(page, "JWT mount", "jwt");
    await answer(page, "Name of the server", "work");
    await signInAsAda(browser, () => choose(page, "Browser"));
    await page.bringToFront();
    await expect.poll(() => row(page, "Secrets", "work").innerText()).toContain("Name of ada");
  });

  test("survives a reload of the window, and so does the local vault", async () => {
    await reloadWindow(page);
    await showLockers(page);
    await row(page, "Secrets", "work").filter({ hasText: "Name of ada" }).waitFor();
    await expandTo(page, "Secrets", ["work", "secrets", "users", "ada"], "deploy");
    await expect.poll(() => row(page, "Secrets", "Local Vault").innerText()).toContain("this computer");
  });
});

describe("6. a locker", () => {
  let token = "";
  const readLocker = () => servers.bao.api("GET", "cubbyhole/deploy", undefined, token);

  test("is made from a secret with one sheet", async () => {
    await rowMenu(page, "Secrets", "deploy", "Create Locker…");
    const sheet = await quickInput(page, "Create Locker");
    await page.keyboard.type("no such line");
    await sheet.getByText("0 Results").waitFor();
    await page.keyboard.press("Enter"); // chooses nothing, and leaves nothing
    for (const _ of "no such line") await page.keyboard.press("Backspace");
    await choose(page, "Create Locker");
    await toast(page, '"deploy" is ready on work: 1 read').waitFor();
    await expect.poll(() => row(page, "Lockers", "deploy").innerText()).toMatch(/(1 h|59 min) · 1 left/);
    await picture("locker");
  });

  test("is read once with its token by any client", async () => {
    await toastButton(page, '"deploy" is ready', "Copy Token");
    token = await waitUntil("the token", async () => /^s\.\S+$|^hvs\.\S+$/.exec(await clipboard(page))?.[0]);
    const first = await readLocker();
    expect(first.status).toBe(200);
    expect(JSON.stringify(first.body)).toContain("deploy-value-77");
    expect((await readLocker()).status).toBe(403);
  });

  test("says that it was read", async () => {
    const told = row(page, "Lockers", "deploy").filter({ hasText: "1 of 1 read" });
    const seen = await waitUntil("the read that was told", async () => {
      // A title that is drawn anew at this moment takes no click: it is clicked again.
      await viewAction(page, "Lockers", "Refresh");
      return told.innerText({ timeout: 3000 });
    });
    expect(seen).toContain("deploy");
  });

  test("is killed by Revoke Locker…", async () => {
    await rowMenu(page, "Secrets", "deploy", "Create Locker…");
    await quickInput(page, "Create Locker");
    await choose(page, "Create Locker");
    await toastButton(page, '"deploy" is ready', "Copy Token");
    const second = await waitUntil("another token", async () => {
      const text = await clipboard(page);
      return text !== token && /^(s|hvs)\.\S+$/.test(text) ? text : undefined;
    });
    token = second;
    await rowMenu(page, "Lockers", "deploy", "Revoke Locker…");
    await modalButton(page, 'Revoke "deploy"?', "Revoke");
    await view(page, "Lockers").locator(".monaco-list-row").filter({ hasText: "revoked" }).waitFor();
    expect((await readLocker()).status).toBe(403);
  });
});

describe("5. signing out", () => {
  test("ends the session", async () => {
    await rowMenu(page, "Secrets", "work", "Sign Out");
    await row(page, "Secrets", "work").filter({ hasText: "signed out" }).waitFor();
    await expect.poll(() => row(page, "Secrets", "deploy").count()).toBe(0);
  });
});

describe.each(["local", "OpenBao"])("7. in the terminal, on %s", (where) => {
  const env = (): Record<string, string> =>
    where === "local" ? {} : { VAULT_ADDR: servers.bao.address, VAULT_TOKEN: servers.bao.token };
  const run = (args: readonly string[], input?: string) =>
    lockers(args, { env: env(), ...(input === undefined ? {} : { input }) });

  test("put, list, get and delete", async () => {
    expect(await run(["put", "secret/cli/db", "password=-"], "from standard input")).toMatchObject({
      code: 0,
      stdout: "",
    });
    expect((await run(["list", "secret/cli"])).stdout).toBe("db\n");
    expect((await run(["get", "secret/cli/db", "password"])).stdout).toBe("from standard input");
    expect((await run(["delete", "secret/cli/db"])).code).toBe(0);
    expect((await run(["get", "secret/cli/db", "password"])).code).toBe(66);
  });

  test("locker create, put, get, check and revoke", async () => {
    const token = (await run(["locker", "create", "--num-uses", "4"])).stdout.trim();
    const locker = (...args: string[]) =>
      lockers(["locker", ...args], { env: { ...env(), FEDCLOUD_LOCKER_TOKEN: token } });
    expect((await locker("put", "deploy", "user=deployer")).code).toBe(0);
    expect((await locker("get", "deploy", "user")).stdout).toBe("deployer");
    expect((await locker("check")).stdout).toContain("1");
    expect((await locker("revoke")).code).toBe(0);
    expect((await locker("get", "deploy", "user")).code).toBe(77);
  });
});

describe("7. in the terminal", () => {
  test("scan finds a secret, tells where and not what", async () => {
    writeFileSync(path.join(started.workspace, "late.js"), `const apiPassword = "${planted.app}";\n`);
    const { code, stdout, stderr } = await lockers(["scan"]);
    expect(code).toBe(1);
    expect(stdout).toContain("late.js:1:22");
    expect(stdout + stderr).not.toContain(planted.app);
  });

  test("resolve shows what a reference names", async () => {
    const { stdout } = await lockers(["resolve", "vault://local/secret/shop/db/password"]);
    expect(stdout).toContain(planted.app);
  });

  test("status tells who is where", async () => {
    expect((await lockers(["status"])).stdout).toContain("local");
  });

  test("serve answers any Vault client", async () => {
    await serving(started, passphrase, async ({ address, token }) => {
      const { must } = baoRequests(address, token);
      const reply = await must("GET", "secret/data/shop/db");
      expect(pickText(reply, "data", "data", "password")).toBe(planted.app);
    });
  });
});
