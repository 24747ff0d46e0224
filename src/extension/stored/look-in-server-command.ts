import * as vscode from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import { listAll, readEach } from "../../core/stored/read-all.ts";
import type { CallOptions, VaultClient } from "../../core/vault/client.ts";
import type { SecretPath } from "../../core/vault/types.ts";
import { abortOn } from "../abort-on.ts";
import { askVault } from "../ask-vault.ts";
import { count } from "../count.ts";
import type { DocumentScanner } from "../editor/document-scanner.ts";
import { serverName } from "../messages.ts";
import { openVault } from "../open-vault.ts";
import { registerCommand } from "../register-command.ts";
import { requireTrust } from "../require-trust.ts";
import type { Services } from "../services.ts";
import type { StoredFindings } from "./stored-findings.ts";

interface LookParts {
  readonly scanner: DocumentScanner;
  readonly stored: StoredFindings;
}

const AUDIT = { who: "findings", why: "look whether they are stored" };

const title = (): string => vscode.l10n.t("Look for Findings in a Server");

/** A notification with Cancel while `work` runs. */
async function withCancel<Result>(
  work: (tell: (message: string) => void, options: CallOptions) => Promise<Result>,
): Promise<Result> {
  const shown = { location: vscode.ProgressLocation.Notification, title: title(), cancellable: true };
  return vscode.window.withProgress(shown, async (progress, cancel) =>
    work((message) => progress.report({ message }), { signal: abortOn(cancel), audit: AUDIT }),
  );
}

/** What it costs is said before: each reading is a request, and a line in the access log. */
async function agreed({ ask }: Services, server: string, paths: readonly SecretPath[]): Promise<boolean> {
  const read = vscode.l10n.t("Read");
  const text =
    paths.length === 1
      ? vscode.l10n.t("Read the 1 secret of {0}?", serverName(server))
      : vscode.l10n.t("Read all {0} secrets of {1}?", count(paths.length), serverName(server));
  const detail = vscode.l10n.t(
    "Each one is a request and a line in the access log. What is read is compared with the findings on this computer and not kept.",
  );
  return (await ask.modal({ text, detail, verbs: [read] })) === read;
}

async function readAll(client: VaultClient, paths: readonly SecretPath[]): Promise<number> {
  const all = count(paths.length);
  return withCancel(async (tell, options) =>
    readEach(client, paths, (done) => tell(vscode.l10n.t("{0} of {1}", count(done), all)), options),
  );
}

function result(server: string, { scanner, stored }: LookParts): string {
  const documents = vscode.workspace.textDocuments.filter((document) => scanner.lastScanned(document) !== undefined);
  const places = documents.flatMap((document) =>
    scanner.scanned(document).findings.map((finding) => stored.storedAt(document, finding)),
  );
  const here = places.filter((place) => place?.server === server).length;
  const name = serverName(server);
  if (places.length === 0) return vscode.l10n.t("No findings in open files. Those of {0} are known now.", name);
  return here === 0
    ? vscode.l10n.t("None of the {0} findings in open files is in {1}.", count(places.length), name)
    : vscode.l10n.t("{0} of {1} findings in open files are in {2}.", count(here), count(places.length), name);
}

async function look(services: Services, parts: LookParts): Promise<void> {
  requireTrust(vscode.l10n.t("looked for"));
  const server = await askVault(services, title(), vscode.l10n.t("Whose secrets are read"));
  if (server === undefined) return;
  await openVault(services, server);
  const client = await services.connections().client(server);
  const paths = await withCancel(async (tell, options) =>
    listAll(client, (found) => tell(vscode.l10n.t("{0} paths so far", count(found))), options),
  );
  if (!(await agreed(services, server, paths))) throw new ExpectedError({ code: "cancelled" });
  const read = await readAll(client, paths);
  const closed = paths.length - read;
  const note = closed === 0 ? "" : ` ${vscode.l10n.t("{0} secrets could not be read.", count(closed))}`;
  await services.ask.toast({ level: "info", text: `${result(server, parts)}${note}` });
}

/** *Look for Findings in a Server…*: reads every secret there, once and on request only, to see which findings are stored. */
export function lookInServerCommand(services: Services, parts: LookParts): vscode.Disposable {
  return registerCommand(services, "lockers.lookInServer", async () => look(services, parts));
}
