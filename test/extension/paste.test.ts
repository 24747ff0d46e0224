import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { commands, Position, type TextDocument, window } from "vscode";
import { Secret } from "../../src/core/secrets/secret.ts";
import { awaitedPaste } from "../../src/extension/paste/awaited-paste.ts";
import type { Pasted } from "../../src/extension/paste/pasted.ts";
import type { Tests } from "./harness.ts";
import { newFile } from "./support/findings.ts";

const KEY = ["sk_live_", "9aKd7Lm2Vb9Kt4Wz8Rd3Hn6P"].join("");
const EMPTY = 'const oneKey = "";\n';

/** Takes the memory back that nobody holds. */
function collect(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

/** A paste that is awaited and held by nobody else. */
function expected(document: TextDocument, awaited: ReturnType<typeof awaitedPaste>): WeakRef<Pasted> {
  const pasted: Pasted = {
    document,
    finding: {
      rule: "x",
      severity: "certain",
      start: 0,
      end: 1,
      assignedTo: undefined,
      variable: "X",
      fingerprint: "",
    },
    secret: Secret.of(KEY),
    copied: Secret.of(KEY),
    ranges: [],
    before: document.getText(),
    after: "never",
  };
  awaited.expect(pasted);
  return new WeakRef(pasted);
}

export const tests: Tests = {
  "what was copied is forgotten when it can be pasted no more": async (context) => {
    const awaited = awaitedPaste(() => assert.fail("nothing was pasted"));
    context.cleanUp(() => awaited.dispose());
    const isGone = async (ref: WeakRef<Pasted>): Promise<void> =>
      void (await context.waitUntil("the end of it", () => {
        collect();
        return ref.deref() === undefined;
      }));
    const document = await newFile(context, "forgotten.js", EMPTY);
    const switchedOff = expected(document, awaited);
    await context.waitUntil("a turn", async () => Promise.resolve(true));
    collect();
    assert.ok(switchedOff.deref(), "it is kept while it may be pasted");
    awaited.forget();
    await isGone(switchedOff);
    const typed = expected(document, awaited);
    await window.activeTextEditor?.edit((edit) => edit.insert(new Position(1, 0), "something else"));
    await isGone(typed);
    const closed = expected(document, awaited);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await isGone(closed);
  },
};
