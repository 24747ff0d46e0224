import { request } from "node:http";
import { afterEach, expect, test } from "vitest";
import type { LoopbackListener } from "../../../../src/core/sessions/loopback.ts";
import { createLoopback } from "../../../../src/node/loopback/loopback.ts";

const STATE = "st4te";
const open: LoopbackListener[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((listener) => listener.close()));
});

async function listen(server = "egi", limitMs?: number): Promise<LoopbackListener> {
  const listener = await createLoopback(limitMs).listen({ server, state: STATE });
  open.push(listener);
  return listener;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** A request with exactly the given parts, also ones a browser would not send. */
function ask(address: string, more: { method?: string; host?: string; path?: string } = {}): Promise<Answer> {
  const url = new URL(address);
  const { method = "GET", host = url.host, path = url.pathname + url.search } = more;
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname: url.hostname, port: url.port, path, method, headers: { Host: host } },
      (response) => {
        let text = "";
        response.on("data", (chunk) => {
          text += String(chunk);
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      },
    );
    sent.on("error", reject);
    sent.end();
  });
}

test("the browser's redirect is given on whole, and the page says how it ended", async () => {
  const listener = await listen("<egi> & co");
  expect(listener.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/u);
  const page = ask(`${listener.redirectUri}?code=c&state=${STATE}&iss=https%3A%2F%2Fop`);
  const redirect = await listener.redirect(undefined);
  expect(redirect.query).toBe(`?code=c&state=${STATE}&iss=https%3A%2F%2Fop`);
  redirect.answer(true);
  const { status, headers, text } = await page;
  expect(status).toBe(200);
  expect(text).toContain("You are signed in to &#60;egi&#62; &#38; co. You can close this tab.");
  expect(text).not.toContain("code=c");
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["cache-control"]).toBe("no-store");
  expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
});

test("a sign-in that did not work is not called one", async () => {
  const listener = await listen();
  const page = ask(`${listener.redirectUri}?error=access_denied&state=${STATE}`);
  (await listener.redirect(undefined)).answer(false);
  expect(await page).toMatchObject({ status: 400 });
  expect((await page).text).not.toContain("You are signed in");
});

test("only the right state is taken, and only once", async () => {
  const listener = await listen();
  const waiting = listener.redirect(undefined);
  for (const query of ["", "?code=c", "?code=c&state=other"])
    expect((await ask(listener.redirectUri + query)).status).toBe(400);
  const page = ask(`${listener.redirectUri}?code=first&state=${STATE}`);
  const redirect = await waiting;
  expect((await ask(`${listener.redirectUri}?code=second&state=${STATE}`)).status).toBe(400);
  redirect.answer(true);
  expect((await page).status).toBe(200);
  expect(redirect.query).toContain("first");
});

test("another Host, another verb, another path get nothing", async () => {
  const listener = await listen();
  const good = `${listener.redirectUri}?code=c&state=${STATE}`;
  const port = new URL(good).port;
  for (const host of ["evil.example", `evil.example:${port}`, `localhost:${port}`, "127.0.0.1"])
    expect((await ask(good, { host })).status).toBe(403);
  expect((await ask(good, { method: "POST" })).status).toBe(403);
  expect((await ask(good, { method: "OPTIONS" })).status).toBe(403);
  expect((await ask(good, { path: "/" })).status).toBe(404);
  expect((await ask(good, { path: "/signin" })).status).toBe(404);
});

test("the short address leads on once, and cannot be guessed by others who reach the port", async () => {
  const listener = await listen();
  const short = listener.leadTo("https://op.example/auth?a=b%2Bc");
  expect(await ask(short)).toMatchObject({ status: 302, headers: { location: "https://op.example/auth?a=b%2Bc" } });
  expect(new URL(short).pathname).toMatch(/^\/s\/[\w-]{22}$/u);
  expect((await ask(short)).status).toBe(404);
  const other = listener.leadTo("https://op.example/");
  expect(other).not.toBe(short);
  for (const path of ["/signin", "/s/", "/s/constructor"])
    expect((await ask(listener.redirectUri, { path })).status).toBe(404);
});

test("waiting ends by the limit or by the person, and the port is free again", async () => {
  const listener = await listen("egi", 20);
  await expect(listener.redirect(undefined)).rejects.toMatchObject({
    problem: { code: "sign-in-timeout", server: "egi" },
  });
  await expect(listener.redirect(AbortSignal.abort())).rejects.toMatchObject({ problem: { code: "cancelled" } });
  await listener.close();
  await expect(ask(listener.redirectUri)).rejects.toMatchObject({ code: "ECONNREFUSED" });
});
