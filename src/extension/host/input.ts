import { type InputBox, InputBoxValidationSeverity, window } from "vscode";
import type { InputQuestion, Verdict } from "../ask.ts";
import { plainText } from "../plain-text.ts";
import { titleButton } from "./title-button.ts";

/** Asks for one line of text. Undefined where the person left. Throws what `accept` throws. */
export async function input(question: InputQuestion): Promise<string | undefined> {
  const box = open(question);
  let asked = 0;
  const judge = async (text: string): Promise<Verdict> => {
    asked += 1;
    const mine = asked;
    const verdict = await question.check?.(text);
    if (mine === asked) show(box, verdict); // the answer to an older text comes too late
    return verdict;
  };
  try {
    return await new Promise<string | undefined>((resolve, reject) => {
      box.onDidChangeValue((text) => void judge(text).catch(reject));
      box.onDidHide(() => resolve(undefined));
      box.onDidTriggerButton(() => {
        question.button?.press();
        resolve(undefined);
      });
      box.onDidAccept(() => {
        accept(box, question, judge).then((text) => (text === undefined ? undefined : resolve(text)), reject);
      });
      box.show();
    });
  } finally {
    box.dispose();
  }
}

function open(question: InputQuestion): InputBox {
  const box = window.createInputBox();
  box.title = plainText(question.title);
  if (question.placeholder !== undefined) box.placeholder = plainText(question.placeholder);
  if (question.prompt !== undefined) box.prompt = plainText(question.prompt);
  box.value = question.value ?? "";
  if (question.selection !== undefined) box.valueSelection = [question.selection[0], question.selection[1]];
  box.password = question.masked === true;
  box.ignoreFocusOut = true;
  if (question.button !== undefined) box.buttons = [titleButton(question.button)];
  return box;
}

/** The text where it can be taken, undefined where the box stays open with a sentence. */
async function accept(
  box: InputBox,
  question: InputQuestion,
  judge: (text: string) => Promise<Verdict>,
): Promise<string | undefined> {
  const text = box.value;
  box.busy = true;
  box.enabled = false;
  try {
    const verdict = await judge(text);
    if (typeof verdict === "string") return undefined;
    const fault = await question.accept?.(text);
    show(box, fault ?? verdict);
    return fault === undefined ? text : undefined;
  } finally {
    box.busy = false;
    box.enabled = true;
  }
}

function show(box: InputBox, verdict: Verdict): void {
  if (verdict === undefined) box.validationMessage = undefined;
  else if (typeof verdict === "string") box.validationMessage = plainText(verdict);
  else box.validationMessage = { message: plainText(verdict.note), severity: InputBoxValidationSeverity.Info };
}
