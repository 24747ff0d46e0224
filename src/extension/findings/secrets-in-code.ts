import type * as vscode from "vscode";
import type { Finding } from "../../core/detection/finding.ts";
import { secretCodeActions } from "../editor/code-actions.ts";
import { secretCodeLens } from "../editor/code-lens.ts";
import { secretDiagnostics } from "../editor/diagnostics.ts";
import { createDocumentScanner } from "../editor/document-scanner.ts";
import { secretHover } from "../editor/hover.ts";
import { createLensVisibility } from "../editor/lens-visibility.ts";
import { problemCode } from "../../core/errors.ts";
import { planFor } from "../move/plan-for.ts";
import { createRuleTelling } from "../custom-rules/tell-rules.ts";
import { customRules } from "../custom-rules/custom-rules.ts";
import { Disposables } from "../disposables.ts";
import { foundTokens } from "../lockers/found-tokens.ts";
import { tokenFixes } from "../lockers/token-fix.ts";
import type { MoveParts } from "../move/run-move.ts";
import { secretMoves } from "../move/secret-moves.ts";
import type { Services } from "../services.ts";
import { storedFindings } from "../stored/stored-findings.ts";
import { createIgnoreLists } from "./ignore-lists.ts";
import { ignoring } from "./ignoring.ts";
import { lateDetection } from "./late-detection.ts";
import { rulePage, rulePages } from "./rule-page.ts";
import { staleIgnores } from "./stale-ignores.ts";
import { workspaceFindings } from "./workspace-findings.ts";

/** What a move would leave in the code, for the lens; undefined where it would leave none. */
function expression(document: vscode.TextDocument, finding: Finding): string | undefined {
  try {
    return planFor({ document, finding }).expression;
  } catch (error) {
    if (problemCode(error) === undefined) throw error;
    return undefined;
  }
}

const FIXES = {
  move: "lockers.moveSecret",
  replace: "lockers.replaceWithStored",
  moveAll: "lockers.moveAll",
  ignore: "lockers.ignoreFinding",
  ignoreRule: "lockers.ignoreRuleInFile",
} as const;

const HOVER_LINKS = { ignore: "lockers.ignoreFinding", aboutRule: "lockers.aboutRule" } as const;

/** Settings after whose change every document is looked at again. */
const RESCANNED = ["lockers.detection.enabled", "lockers.detection.showPossible", "lockers.detection.rules"] as const;

/** Finds secrets in open files and in the workspace, and offers what can be done with each. */
export function secretsInCode(services: Services): vscode.Disposable {
  const { settings } = services;
  const owned = new Disposables();
  const { scan, open, detection, isReady, ready } = lateDetection();
  const { lost } = createRuleTelling(services.ask);
  const custom = owned.add(customRules({ services, detection, lost }));
  const { more, rules } = custom;
  const ignores = owned.add(createIgnoreLists());
  const isEnabled = (document: vscode.Uri): boolean => settings.read("lockers.detection.enabled", document);
  const showsPossible = (document?: vscode.Uri): boolean => settings.read("lockers.detection.showPossible", document);

  const scanner = owned.add(createDocumentScanner({ open, more, isReady, isEnabled, isIgnored: ignores.isIgnored }));
  const visibility = owned.add(createLensVisibility(scanner));
  const stored = storedFindings(services.known.values, services.known.onDidChange);
  const moves: MoveParts = { services, scanner, rules, stored, reused: new Set(), restored: new Set() };
  const tokens = foundTokens(services);
  const tokenFix = tokenFixes(services, tokens);
  owned.add(secretDiagnostics({ scanner, rules, showsPossible, rulePage, stored }));
  owned.add(
    secretCodeLens({
      scanner,
      visibility,
      isEnabled: (document) => settings.read("lockers.codeLens", document),
      expression,
      commands: { move: "lockers.moveSecret", ignore: "lockers.ignoreFinding" },
    }),
  );
  owned.add(
    secretCodeActions({
      scanner,
      showsPossible,
      stored,
      hasIgnoreFile: (document) => ignores.fileFor(document) !== undefined,
      commands: FIXES,
      tokenFix,
    }),
  );
  owned.add(secretHover({ scanner, rules, showsPossible, commands: HOVER_LINKS, tokenFix }));
  owned.add(rulePages(services, { rules, scanner, ready }));
  owned.add(secretMoves({ ...moves, scan, isEnabled }, tokens));
  owned.add(workspaceFindings(services, { rules, documents: scanner, ignores, showsPossible, moves, lost }));
  owned.add(ignoring(services, { scanner, ignores }));
  owned.add(staleIgnores({ scan, rules, isBuiltIn: (rule) => detection()?.ruleName(rule) !== undefined, ready }));
  ready.then(scanner.rescan, (error: unknown) => services.log.problem("detection", error));
  owned.add(custom.onDidChange(scanner.refilter));
  for (const setting of RESCANNED) {
    owned.add(settings.onDidChange(setting, scanner.rescan));
  }
  owned.add(settings.onDidChange("lockers.codeLens", visibility.refresh));
  return owned;
}
