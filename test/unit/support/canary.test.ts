import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { filesGivingAway, givesAway, marker } from "../../support/canary.ts";

const secret = marker("7h4Kx0bQ");

describe("a secret is found", () => {
  test.each([
    ["in clear", `password is ${secret}.`],
    ["URL-encoded", `?p=${encodeURIComponent(secret)}&q`],
    ["in hex", Buffer.from(secret).toString("hex")],
    ["in capital hex", Buffer.from(secret).toString("hex").toUpperCase()],
    ["in base64 at its beginning", Buffer.from(`${secret}!`).toString("base64")],
    ["in base64 one byte on", Buffer.from(`:${secret}!`).toString("base64")],
    ["in base64 two bytes on", Buffer.from(`::${secret}`).toString("base64")],
    ["in base64url", Buffer.from(`x${secret}`).toString("base64url")],
  ])("%s", (_how, text) => {
    expect(givesAway(text, secret)).toBe(true);
  });

  test("in UTF-16", () => {
    expect(givesAway(Buffer.from(secret, "utf16le"), secret)).toBe(true);
  });

  test("in files of nested folders", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "lockers-canary-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    mkdirSync(path.join(folder, "deep"));
    writeFileSync(path.join(folder, "deep/log.txt"), `x ${secret}`);
    writeFileSync(path.join(folder, "other.txt"), "nothing");
    expect(filesGivingAway([folder], secret)).toEqual([path.join(folder, "deep/log.txt")]);
  });
});

test("another text gives nothing away", () => {
  expect(givesAway(`password is ${marker("0000aaaa")}`, secret)).toBe(false);
});
