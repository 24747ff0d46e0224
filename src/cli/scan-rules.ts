import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { faultWords } from "../core/detection/custom/custom-rule.ts";
import type { Detection } from "../core/detection/detection.ts";
import { ExpectedError } from "../core/errors.ts";
import { createCustomFinder } from "../node/custom-rules/custom-finder.ts";
import type { RuleLoss } from "../node/custom-rules/rule-thread.ts";
import { customDetection } from "../node/custom-rules/custom-detection.ts";

/** Detection with the rules of a file, and what had to be left out on the way. */
export interface RuledDetection {
  readonly detection: Detection;
  /** What of the rules was not looked for, in words. */
  readonly losses: readonly string[];
  /** Ends the thread that runs them. */
  readonly end: () => void;
}

/**
 * Adds the rules of a JSON file: a list, or an object whose `rules` is one. Throws where the file cannot be read or one
 * of its rules cannot be used: a check must not pass for a slip of the pen.
 */
export async function withRulesOf(file: string, cwd: string, detection: Detection): Promise<RuledDetection> {
  const { rules, problems } = detection.parseCustomRules(
    readRules(file, cwd),
    (id) => detection.ruleName(id) !== undefined,
  );
  const [problem] = problems;
  if (problem !== undefined) {
    const reason = `rule ${problem.rule}: ${faultWords(problem.reason)}`;
    throw new ExpectedError({ code: "bad-input", what: file, reason });
  }
  const losses: string[] = [];
  const finder = createCustomFinder({
    script: join(import.meta.dirname, "custom-rules-worker.cjs"),
    onSwitchedOff: ({ id }, why) =>
      void losses.push(`the pattern of rule ${id} ${LOSS[why]}. The rule was left out from then on.`),
    onNoThread: () => void losses.push(`the rules of ${file} were left out: the thread they run in did not start.`),
  });
  await finder.prepare();
  return { detection: customDetection(detection, rules, finder), losses, end: () => finder.end() };
}

const LOSS: Readonly<Record<RuleLoss, string>> = {
  endless: "did not come to an end",
  failed: "could not be carried out",
};

function readRules(file: string, cwd: string): unknown {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), "utf8");
  } catch (error) {
    throw new ExpectedError({ code: "file-unreadable", file }, { cause: error });
  }
  try {
    const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    const isObject = typeof document === "object" && document !== null && "rules" in document;
    return isObject ? document.rules : document;
  } catch (error) {
    throw new ExpectedError({ code: "bad-input", what: file, reason: "not JSON" }, { cause: error });
  }
}
