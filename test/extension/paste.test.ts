import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { commands, Position, Range, Selection, type TextDocument, window, workspace } from "vscode";
import { Secret } from "../../src/core/secrets/secret.ts";
import { awaitedPaste } from "../../src/extension/paste/awaited-paste.ts";
import { type Pasted, pastePlain } from "../../src/extension/paste/pasted.ts";
import type { Tests } from "./harness.ts";
import { newFile } from "./support/findings.ts";

const KEY = ["sk_live_", "9aKd7Lm2Vb9Kt4Wz8Rd3Hn6P"].join("");
const EMPTY = 'const oneKey = "";\n';

/** Takes the memory back that nobody holds. */
function collect(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

function pastedInto(document: TextDocument, ranges: readonly Range[]): Pasted {
  return {
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
    ranges,
    before: document.getText(),
    after: "never",
  };
}

/** A paste that is awaited and held by nobody else. */
function expected(document: TextDocument, awaited: ReturnType<typeof awaitedPaste>): WeakRef<Pasted> {
  const pasted = pastedInto(document, []);
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
    const editor = await window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new Position(1, 0), "something else"));
    await isGone(typed);
    // A file's document stays open for minutes without an editor; one that is no file does not.
    const nameless = await workspace.openTextDocument({ content: EMPTY });
    await window.showTextDocument(nameless);
    const closed = expected(nameless, awaited);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await isGone(closed);
    assert.equal(nameless.isClosed, true);
  },
  "what is typed as soon as a text is pasted after all comes behind it": async (context) => {
    const document = await newFile(context, "typed-on.js", 'const oneKey = "old";\n');
    const old = new Range(0, 16, 0, 19);
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(old.start, old.end);
    let typed: Thenable<unknown> | undefined;
    const listener = workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) typed ??= commands.executeCommand("type", { text: "!" });
    });
    context.cleanUp(() => listener.dispose());
    assert.equal(await pastePlain(pastedInto(document, [old])), true);
    await typed;
    assert.equal(document.lineAt(0).text, `const oneKey = "${KEY}!";`);
    for (const text of [KEY, "old"]) {
      await commands.executeCommand("undo");
      assert.equal(document.lineAt(0).text, `const oneKey = "${text}";`);
    }
  },
};
