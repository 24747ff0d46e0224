import * as vscode from "vscode";
import { Disposables } from "../disposables.ts";
import { askForFirst } from "./ask-for-first.ts";
import { awaitedPaste } from "./awaited-paste.ts";
import { PASTE_KIND, type PasteGuardParts, pasteProvider } from "./paste-provider.ts";
import type { Pasted } from "./pasted.ts";
import { storePasted } from "./store-pasted.ts";

/** Says more than `*` does, and so comes before VS Code's own plain text where it does not yield to that. */
const EVERYWHERE: vscode.DocumentSelector = [{ pattern: "**" }, { scheme: "untitled" }];

/**
 * Offers *Paste as vault reference* where a secret is pasted: what reads it comes into the document, and the secret itself
 * never does. VS Code asks nobody here while the setting is `off`.
 */
export function pasteGuard(parts: PasteGuardParts): vscode.Disposable {
  const { services } = parts;
  const owned = new Disposables();
  const store = async (pasted: Pasted): Promise<void> => {
    if (await storePasted(parts, pasted)) await askForFirst(services);
  };
  const fail = (error: unknown): void => services.log.problem("paste guard", error);
  const awaited = owned.add(awaitedPaste((pasted) => void store(pasted).catch(fail)));
  let provider: vscode.Disposable | undefined;
  const register = (): void => {
    const isOn = services.settings.read("lockers.pasteGuard") !== "off";
    if (isOn)
      provider ??= vscode.languages.registerDocumentPasteEditProvider(
        EVERYWHERE,
        pasteProvider(parts, awaited.expect),
        {
          providedPasteEditKinds: [PASTE_KIND],
          pasteMimeTypes: ["text/plain"],
        },
      );
    else {
      provider?.dispose();
      provider = undefined;
      awaited.forget();
    }
  };
  register();
  owned.add(services.settings.onDidChange("lockers.pasteGuard", register));
  owned.add({ dispose: () => provider?.dispose() });
  return owned;
}
