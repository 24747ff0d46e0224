import { type QuickInputButton, ThemeIcon } from "vscode";
import type { TitleButton } from "../ask.ts";

/** VS Code's form of a button in a title. */
export function titleButton({ icon, title }: TitleButton): QuickInputButton {
  return { iconPath: new ThemeIcon(icon), tooltip: title };
}
