import type { Disposable } from "vscode";
import { Disposables } from "../disposables.ts";
import type { Services } from "../services.ts";
import { addServerCommand } from "./add-server.ts";
import { cancelSignInCommand } from "./cancel-sign-in.ts";
import { copyAccessTokenCommand } from "./copy-access-token.ts";
import { editServerCommand } from "./edit-server.ts";
import { explainCertificateCommand } from "./explain-certificate.ts";
import { openSignedInTerminalCommand } from "./open-signed-in-terminal.ts";
import { removeServerCommand } from "./remove-server.ts";
import { renewSessionCommand } from "./renew-session.ts";
import { retryServerCommand } from "./retry-server.ts";
import { signInCommand } from "./sign-in.ts";
import { signOutCommand } from "./sign-out.ts";

const COMMANDS: readonly ((services: Services) => Disposable)[] = [
  addServerCommand,
  editServerCommand,
  removeServerCommand,
  signInCommand,
  cancelSignInCommand,
  signOutCommand,
  renewSessionCommand,
  copyAccessTokenCommand,
  openSignedInTerminalCommand,
  retryServerCommand,
  explainCertificateCommand,
];

/** What can be done with a server, one file each. */
export function serverCommands(services: Services): Disposable {
  const owned = new Disposables();
  for (const command of COMMANDS) owned.add(command(services));
  return owned;
}
