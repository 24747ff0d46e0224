import * as vscode from "vscode";
import type { AuditContext } from "../../core/audit/audit.ts";
import { LOCAL } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import type { LockerParts } from "../../core/lockers/locker-parts.ts";
import { openLocker, type OpenLocker } from "../../core/lockers/open-locker.ts";
import { Secret } from "../../core/secrets/secret.ts";
import type { SecretData } from "../../core/vault/types.ts";
import { openVault } from "../open-vault.ts";
import { registerCommand } from "../register-command.ts";
import { revealTab } from "../reveal/reveal-tab.ts";
import type { Services } from "../services.ts";
import { askSheet } from "../sheet-loop.ts";

const TITLE = "Open Locker";
const SHARED_PATH = "deploy";
const audit: AuditContext = { who: "lockers view", why: "open locker" };

async function askServer({ ask, connections }: Pick<Services, "ask" | "connections">): Promise<string | undefined> {
  const profiles = connections().profiles();
  if (profiles.length === 0) return LOCAL;
  const rows = [
    ...profiles.map(({ name }) => ({ label: name, icon: "server", value: name })),
    { label: "Local Vault", description: "this computer", icon: "device-desktop", value: LOCAL },
  ];
  return ask.pick({ title: TITLE, placeholder: "The server the locker is on", rows });
}

interface Opening {
  readonly action: "read" | "list";
  readonly path: string;
}

async function askAction({ ask }: Services): Promise<Opening | undefined> {
  const chosen = await askSheet<Opening>(
    ask,
    {
      title: TITLE,
      placeholder: "Press Enter to read, or choose a line",
      rows: (now) => [
        now.action === "read"
          ? { label: `Read ${now.path}`, description: "costs 1 use", icon: "eye", value: { kind: "accept" } }
          : { label: "List what is in it", description: "costs 1 use", icon: "list-flat", value: { kind: "accept" } },
        {
          label: "Path",
          description: now.path,
          icon: "shield",
          value: {
            kind: "change",
            ask: async (state) => {
              const path = await ask.input({ title: TITLE, prompt: "Path in the locker", value: state.path });
              return path === undefined || path === "" ? undefined : { action: "read", path };
            },
          },
        },
        {
          label: now.action === "read" ? "List what is in it instead" : "Read a path instead",
          description: "costs 1 use",
          icon: now.action === "read" ? "list-flat" : "eye",
          value: {
            kind: "change",
            ask: async (state) => ({ ...state, action: state.action === "read" ? "list" : "read" }),
          },
        },
      ],
    },
    { action: "read", path: SHARED_PATH },
  );
  return chosen;
}

async function reveal(services: Services, locker: OpenLocker, path: string): Promise<void> {
  // Read once: *Show Again* must not spend another use, so the tab holds the values until it is closed.
  let held: SecretData | undefined;
  await revealTab(services, {
    title: vscode.l10n.t("{0} (revealed)", path),
    header: vscode.l10n.t("{0} › locker › {1}", locker.server, path),
    server: locker.server,
    read: async () => (held ??= (await locker.read(path, { audit })).fields),
    closed: () => {
      held = undefined;
    },
  });
}

async function askToken({ ask }: Services): Promise<Secret | undefined> {
  const fromEnvironment = process.env["FEDCLOUD_LOCKER_TOKEN"];
  const typed = await ask.input({
    title: TITLE,
    prompt:
      fromEnvironment === undefined
        ? vscode.l10n.t("Locker token. Looking whether it lives is free.")
        : vscode.l10n.t("Locker token, from the environment. Looking whether it lives is free."),
    masked: true,
    ...(fromEnvironment === undefined ? {} : { value: fromEnvironment }),
  });
  return typed === undefined || typed.trim() === "" ? undefined : Secret.of(typed.trim());
}

async function open(services: Services, parts: LockerParts): Promise<void> {
  const { ask } = services;
  const server = await askServer({ ask, connections: () => services.connections() });
  const token = server === undefined ? undefined : await askToken(services);
  if (server === undefined || token === undefined) return;
  await openVault(services, server);
  const locker = await openLocker(parts, server, token);
  if (!(await locker.isAlive({ audit }))) throw new ExpectedError({ code: "locker-refused", server });
  let opening = await askAction(services);
  if (opening?.action === "list") {
    const rows = (await locker.list("", { audit })).map(({ name }) => ({
      label: name,
      description: "costs 1 use",
      icon: "eye",
      value: name,
    }));
    const path = await ask.pick({ title: TITLE, placeholder: "What to read", rows });
    opening = path === undefined ? undefined : { action: "read", path };
  }
  if (opening !== undefined) await reveal(services, locker, opening.path);
  services.changes.tell({ kind: "lockers" });
}

/** *Open Locker…*: reads what somebody handed over, and says what each step costs before it is done. */
export function openLockerCommand(services: Services, parts: () => LockerParts): vscode.Disposable {
  return registerCommand(services, "lockers.openLocker", async () => open(services, parts()));
}
