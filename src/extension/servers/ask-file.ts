import { l10n, window } from "vscode";
import type { InputQuestion } from "../ask.ts";
import type { Services } from "../services.ts";

/** The path of a file, typed or browsed for. Undefined where the person went back. */
export async function askFile(
  services: Services,
  question: Omit<InputQuestion, "button" | "masked" | "accept">,
): Promise<string | undefined> {
  let browse = false;
  const press = (): void => {
    browse = true;
  };
  const typed = await services.ask.input({
    ...question,
    button: { icon: "folder-opened", title: l10n.t("Browse…"), press },
  });
  if (!browse) return typed?.trim();
  const { title } = question;
  const [chosen] = (await window.showOpenDialog({ title, openLabel: l10n.t("Use"), canSelectMany: false })) ?? [];
  return chosen === undefined ? undefined : askFile(services, { ...question, value: chosen.fsPath });
}
