import * as vscode from "vscode";
import type { CustomMatch } from "../../core/detection/custom/custom-matches.ts";
import type { CustomRule } from "../../core/detection/custom/custom-rule.ts";
import type { Detection } from "../../core/detection/detection.ts";
import type { Finding } from "../../core/detection/finding.ts";
import type { RuleName } from "../../core/detection/rule.ts";
import type { CustomFinder } from "../../node/custom-rules/custom-finder.ts";
import { Disposables } from "../disposables.ts";
import { findingPath } from "../editor/finding-path.ts";
import type { RuleNames } from "../editor/finding-words.ts";
import { lazy } from "../lazy.ts";
import type { Services } from "../services.ts";
import { followMatches } from "./follow-matches.ts";
import { type RuleTelling, tellProblems } from "./tell-rules.ts";

/** VS Code shows no more of a file. */
const MOST_MARKS = 1000;

/** What a person's rules add to the findings of open documents. */
export interface CustomRules extends vscode.Disposable {
  /** The findings of a document together with those of its rules, as far as these are known. What is not is looked for. */
  readonly more: (document: vscode.TextDocument, findings: readonly Finding[]) => readonly Finding[];
  /** The names of all rules, a person's too. */
  readonly rules: RuleNames;
  /** `more` has another answer for some document. */
  readonly onDidChange: vscode.Event<void>;
}

export interface CustomRulesParts {
  readonly services: Services;
  /** Undefined until detection is loaded. */
  readonly detection: () => Detection | undefined;
  readonly lost: RuleTelling["lost"];
}

/** Each set of rules is read once, and told of once where something in it cannot be used. */
function createRuleSets({ services, detection }: CustomRulesParts) {
  const sets = new Map<string, readonly CustomRule[]>();
  const names = new Map<string, RuleName>();
  return {
    name: (id: string): RuleName | undefined => names.get(id),
    of: ({ uri }: vscode.TextDocument): readonly CustomRule[] => {
      const raw = services.settings.read("lockers.detection.rules", uri);
      const loaded = detection();
      if (raw.length === 0 || loaded === undefined) return [];
      const key = JSON.stringify(raw);
      const known = sets.get(key);
      if (known !== undefined) return known;
      const { rules, problems } = loaded.parseCustomRules(raw, (id) => loaded.ruleName(id) !== undefined);
      sets.set(key, rules);
      for (const { id, title } of rules) names.set(id, { id, title, kind: "format" });
      if (problems.length > 0) void tellProblems(services.ask, problems);
      return rules;
    },
  };
}

/** Runs the rules of `lockers.detection.rules` beside the typing, never in its way. */
export function customRules(parts: CustomRulesParts): CustomRules {
  const { services, detection } = parts;
  const owned = new Disposables();
  const sets = createRuleSets(parts);
  const changed = owned.add(new vscode.EventEmitter<void>());
  const followed = owned.add(followMatches());
  const finder = lazy(async (): Promise<CustomFinder> => {
    const { createCustomFinder } = await import("../../node/custom-rules/custom-finder.ts");
    const made = createCustomFinder({
      script: vscode.Uri.joinPath(services.extensionUri, "dist", "custom-rules-worker.cjs").fsPath,
      onSwitchedOff: ({ id, pattern }, why) => parts.lost({ id, pattern, why }),
      onNoThread: () => parts.lost({ why: "no-thread" }),
    });
    owned.add({ dispose: () => made.end() });
    return made;
  });

  async function look(document: vscode.TextDocument, rules: readonly CustomRule[]): Promise<void> {
    const { version } = document;
    const found: readonly CustomMatch[] = await (await finder()).find(document.getText(), rules);
    if (!document.isClosed && document.version === version && followed.set(document, found)) changed.fire();
  }

  return {
    rules: (id) => sets.name(id) ?? detection()?.ruleName(id),
    more: (document, findings) => {
      const loaded = detection();
      const rules = sets.of(document);
      if (loaded === undefined || rules.length === 0) return findings;
      if (followed.isDue(document, rules)) {
        look(document, rules).catch((error: unknown) => services.log.problem("custom rules", error));
      }
      const matches = followed.of(document).slice(0, MOST_MARKS);
      const { ruleName, withCustom } = loaded;
      return withCustom(document.getText(), { path: findingPath(document.uri) }, findings, {
        matches,
        rules,
        ruleName,
      });
    },
    onDidChange: changed.event,
    dispose: () => owned.dispose(),
  };
}
