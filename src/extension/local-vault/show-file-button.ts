import { commands, l10n, Uri } from "vscode";
import type { Services } from "../services.ts";

/** A toast for a result that is nowhere on screen, and the way to the file it is in. */
export async function showFileButton({ ask }: Pick<Services, "ask">, text: string, file: string): Promise<void> {
  const button = l10n.t("Show File");
  const pressed = await ask.toast({ level: "info", text, buttons: [button] });
  if (pressed === button) await commands.executeCommand("revealFileInOS", Uri.file(file));
}
