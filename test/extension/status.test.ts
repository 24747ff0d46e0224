import assert from "node:assert/strict";
import { commands } from "vscode";
import type { KnownTrouble } from "../../src/core/servers/reach.ts";
import type { Board, BoardServer } from "../../src/extension/status/board.ts";
import { boardText, boardTooltip } from "../../src/extension/status/board-words.ts";
import { lockerWords } from "../../src/extension/servers/locker-words.ts";
import { startOpenBao } from "../support/openbao.ts";
import type { Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { withServer } from "./support/with-server.ts";

const NOW = Date.UTC(2026, 10, 25, 12);
const MINUTE = 60_000;

function server(name: string, session: BoardServer["session"], trouble?: KnownTrouble): BoardServer {
  return { name, session, trouble };
}

function signedIn(minutes: number | undefined, more: { readonly renews?: boolean; readonly renewing?: boolean } = {}) {
  const ends = minutes === undefined ? undefined : NOW + minutes * MINUTE;
  return { kind: "signed-in", who: "ada", ends, renews: true, hasAccessToken: true, ...more } as const;
}

const away: KnownTrouble = {
  kind: "unreachable",
  problem: { code: "unreachable", server: "egi", tried: ["a"] },
  nodes: [
    {
      address: "https://a:8200",
      answer: { kind: "problem", problem: { code: "unreachable", server: "egi", tried: ["a"] } },
    },
  ],
  asked: NOW,
  lastContact: NOW - MINUTE,
};

function text(board: Partial<Board>): string | undefined {
  return boardText({ vault: "open", servers: [], misused: [], ...board }, NOW)?.text;
}

export const tests: Tests = {
  "the status bar says what needs the person first": () => {
    assert.equal(text({}), undefined);
    assert.equal(text({ vault: "locked" }), "$(lock) vault locked");
    assert.equal(text({ servers: [server("egi", { kind: "signed-out" })] }), undefined);
    const egi = server("egi", signedIn(42));
    assert.equal(text({ servers: [egi] }), "$(shield) egi 42 min");
    assert.equal(text({ servers: [egi, server("work", signedIn(undefined))] }), "$(shield) egi 42 min +1");
    assert.equal(text({ servers: [server("egi", signedIn(3, { renewing: true }))] }), "$(loading~spin) egi");
    assert.equal(text({ servers: [server("egi", signedIn(4, { renews: false }))] }), "$(clock) egi 4 min");
    assert.equal(text({ servers: [server("egi", signedIn(-1))] }), "$(shield) egi");
    assert.equal(text({ servers: [server("egi", { kind: "expired", ended: NOW })] }), "$(sign-in) egi");
    assert.equal(text({ servers: [server("egi", { kind: "signing-in" })] }), "$(loading~spin) egi");
    assert.equal(text({ servers: [server("egi", signedIn(42), away)] }), "$(debug-disconnect) egi");
    assert.equal(text({ servers: [egi], misused: [{ purpose: "ci" }] }), "$(warning) locker alarm");
  },

  "its tooltip tells the rest, and it is read out in words": () => {
    const soon = { vault: "open", servers: [server("egi", signedIn(4, { renews: false }))], misused: [] } as const;
    assert.match(
      boardTooltip(soon, NOW),
      /^egi: Signed in as ada\nSign in again before .+\nUntil .+\nRenews by itself: no$/,
    );
    assert.equal(boardText(soon, NOW)?.spoken, "Lockers: egi, session ends soon, 4 min");
    const offline = { ...soon, servers: [server("egi", signedIn(4), away)] };
    assert.match(
      boardTooltip(offline, NOW),
      /^egi: not reachable\nhttps:\/\/a:8200: no answer\nLast answer: .+\nNext try: .+$/,
    );
    assert.match(boardTooltip({ ...soon, misused: [{ purpose: "ci" }] }, NOW), /^Locker "ci" was opened by others/);
  },

  "the pick behind it offers what can be done now": async (context) => {
    const bao = await startOpenBao();
    context.cleanUp(async () => bao.stop());
    await withServer(context, bao.address);
    answering(context, { pick: "Sign In to suite" }, { type: bao.token });
    await commands.executeCommand("lockers.showStatus");
    assert.equal((await servicesOf(context).session("suite")).kind, "signed-in");
    answering(context, { pick: "Sign Out of suite" });
    await commands.executeCommand("lockers.showStatus");
    assert.equal((await servicesOf(context).session("suite")).kind, "signed-out");
    answering(context, { pick: "Show Log" });
    await commands.executeCommand("lockers.showStatus");
  },

  "Sign Out asks only where lockers die with the session": () => {
    assert.equal(lockerWords({ living: 2, dying: ["ci"] }), '2 lockers live on, 1 dies with this session: "ci".');
    assert.equal(
      lockerWords({ living: 0, dying: ["a", "b"] }),
      'No locker lives on, 2 die with this session: "a", "b".',
    );
  },
};
