import * as vscode from "vscode";

function scriptsOf(text: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null || !("scripts" in parsed)) return [];
    const { scripts } = parsed;
    return typeof scripts === "object" && scripts !== null ? Object.keys(scripts) : [];
  } catch {
    return [];
  }
}

/** Command lines for the scripts of the first folder's package.json; none where there is no such file. */
export async function packageScripts(): Promise<readonly string[]> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) return [];
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder.uri, "package.json"));
    const names = scriptsOf(new TextDecoder().decode(bytes)).toSorted(
      (a, b) => Number(b === "start") - Number(a === "start"),
    );
    return names.map((name) => (name === "start" || name === "test" ? `npm ${name}` : `npm run ${name}`));
  } catch {
    return [];
  }
}
