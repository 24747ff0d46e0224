import * as vscode from "vscode";
import type { Secret } from "../../core/secrets/secret.ts";

/** What we use of the API of VS Code's own Git extension; it runs git, and in trusted folders only. */
interface GitApi {
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitRepository {
  /** The file's text in a commit. Rejects where it is not in it. */
  show(ref: string, path: string): Promise<string>;
}

/** Longer than any repository takes for one file; who has moved a secret does not wait for more. */
const PATIENCE_MS = 3000;

/**
 * True where the last commit holds the value in this file: whoever has the repository has it too. The value goes to no
 * other program. False also where nobody knows: without Git, for a file that is not committed, or after some seconds.
 */
export async function isCommitted(file: vscode.Uri, value: Secret): Promise<boolean> {
  if (file.scheme !== "file" || !vscode.workspace.isTrusted) return false;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, undefined);
  });
  try {
    const text = await Promise.race([committedText(file), late]);
    return text?.includes(value.reveal()) === true;
  } finally {
    clearTimeout(timer);
  }
}

async function committedText(file: vscode.Uri): Promise<string | undefined> {
  const git = vscode.extensions.getExtension<unknown>("vscode.git");
  const api = git?.isActive === true ? apiOf(git.exports) : undefined;
  const repository = api?.getRepository(file);
  return repository?.show("HEAD", file.fsPath).catch(() => undefined);
}

function apiOf(exported: unknown): GitApi | undefined {
  if (typeof exported !== "object" || exported === null || !("getAPI" in exported)) return undefined;
  const { getAPI } = exported;
  if (typeof getAPI !== "function") return undefined;
  try {
    const api: unknown = getAPI.call(exported, 1);
    return isGitApi(api) ? api : undefined;
  } catch {
    return undefined; // Git is switched off in the settings
  }
}

function isGitApi(api: unknown): api is GitApi {
  return typeof api === "object" && api !== null && "getRepository" in api && typeof api.getRepository === "function";
}
