import { env, l10n, Uri, type Webview, type WebviewOptions } from "vscode";
import type { Random } from "../core/ports.ts";

/** A page is a script of `dist/webview` and one style sheet: nothing else loads, nothing inline runs. */
export interface Page {
  /** Name of the script, without its extension. */
  readonly script: string;
  readonly title: string;
}

/** What every panel of ours is made with. */
export function pageOptions(extensionUri: Uri): WebviewOptions {
  return {
    enableScripts: true,
    enableForms: false,
    localResourceRoots: [Uri.joinPath(extensionUri, "dist", "webview"), Uri.joinPath(extensionUri, "media")],
  };
}

/** The page's HTML: no value in it, values come by message once the page says that it is ready. */
export function pageHtml(webview: Webview, extensionUri: Uri, random: Random, page: Page): string {
  const nonce = Buffer.from(random.bytes(18)).toString("base64");
  const script = webview.asWebviewUri(Uri.joinPath(extensionUri, "dist", "webview", `${page.script}.js`));
  const style = webview.asWebviewUri(Uri.joinPath(extensionUri, "media", "page.css"));
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="${escaped(env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escaped(page.title)}</title>
<link rel="stylesheet" href="${style.toString()}">
</head>
<body>
<main data-words="${escaped(JSON.stringify(l10n.bundle ?? {}))}"></main>
<script nonce="${nonce}" src="${script.toString()}"></script>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
