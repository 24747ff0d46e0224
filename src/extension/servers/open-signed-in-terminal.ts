import { type Disposable, env, l10n, type Terminal, ThemeColor, ThemeIcon, window, workspace } from "vscode";
import type { ServerProfile } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import { makeProgramToken } from "../../core/sessions/program-token.ts";
import { createHandover, type Handover } from "../../node/launch/handover.ts";
import { Disposables } from "../disposables.ts";
import { launchOrder } from "../injection/launch.ts";
import { shellLine } from "../injection/shell.ts";
import { type Lazy, lazy } from "../lazy.ts";
import { registerCommand } from "../register-command.ts";
import { requireTrust } from "../require-trust.ts";
import type { Services } from "../services.ts";
import { duration } from "../times.ts";
import { askTerminalLife } from "./ask-terminal-life.ts";
import { chooseProfile } from "./choose-profile.ts";
import { signIn } from "./sign-in.ts";
import { clientVariables, inheritedNames } from "./client-variables.ts";

const CALL = { audit: { who: "Open Terminal Signed In" } };

interface Parts {
  readonly services: Services;
  readonly handover: Lazy<Handover>;
}

/**
 * The command *Open Terminal Signed In*: a terminal for the server's own client, with a token of its own that is revoked
 * when the terminal closes. Not for the local vault: no other program can reach it but through `lockers serve`.
 */
export function openSignedInTerminalCommand(services: Services): Disposable {
  const owned = new Disposables();
  const handover = lazy(() => createHandover());
  const revocations = new Map<Terminal, () => Promise<void>>();
  const revoke = async (terminal: Terminal): Promise<void> => {
    const revocation = revocations.get(terminal);
    revocations.delete(terminal);
    try {
      await revocation?.();
    } catch (error) {
      services.log.problem("terminal token", error);
    }
  };
  owned.add(window.onDidCloseTerminal((terminal) => void revoke(terminal)));
  // Terminals of a window that closes are gone without a word.
  services.atEnd.add(async () => void (await Promise.all([...revocations.keys()].map(revoke))));
  owned.add({ dispose: () => handover.built()?.close() });
  owned.add(
    registerCommand(services, "lockers.openSignedInTerminal", async (...args) => {
      requireTrust(l10n.t("opened"));
      const profile = await chooseProfile(services, l10n.t("Open Terminal Signed In"), args);
      const opened = await open({ services, handover }, profile);
      revocations.set(opened.terminal, opened.revoke);
    }),
  );
  return owned;
}

async function open({ services, handover }: Parts, profile: ServerProfile) {
  const { name } = profile;
  if ((await services.session(name)).kind !== "signed-in") await signIn(services, name);
  const session = await services.session(name);
  const life = await askTerminalLife(services, name, session.kind === "signed-in" ? session.ends : undefined);
  if (life === undefined) throw new ExpectedError({ code: "cancelled" });
  const client = await services.connections().client(name);
  const issued = await makeProgramToken(client, life, CALL);
  const revoke = async (): Promise<void> =>
    (await services.connections().clientWith(name, issued.token)).tokens.revokeSelf(CALL);
  try {
    const variables = await clientVariables(services, profile, issued.token);
    const order = await launchOrder(
      handover(),
      services.extensionUri,
      { variables },
      {
        line: shellLine(env.shell, process.platform),
        firstLine: l10n.t(
          "Signed in to {0} for {1}. The token is revoked when this terminal closes.",
          name,
          duration(issued.ttl * 1000),
        ),
        remove: inheritedNames(),
      },
    );
    const terminal = window.createTerminal({
      name: l10n.t("signed in: {0}", name),
      shellPath: order.path,
      shellArgs: order.args,
      env: order.env,
      iconPath: new ThemeIcon("terminal"),
      color: new ThemeColor("terminal.ansiGreen"),
      isTransient: true,
      ...folder(),
    });
    terminal.show();
    return { terminal, revoke };
  } catch (error) {
    await revoke();
    throw error;
  }
}

function folder() {
  const [first] = workspace.workspaceFolders ?? [];
  return first === undefined ? {} : { cwd: first.uri };
}
