import { type ExtensionContext, ExtensionMode } from "vscode";
import { openDoor } from "./door.ts";
import type { Program } from "./program.ts";
import type { Services } from "./services.ts";

/** What a suite in the extension host gets, so that it can answer questions itself: VS Code refuses modals there. */
export interface SuiteDoor {
  readonly services: Services;
}

// VS Code gives `deactivate` nothing to work with.
let atEnd: (() => Promise<void>) | undefined;

/**
 * Opens the door and no more: nothing is read, connected or created before a view is shown or a command run. Open
 * documents are looked at from the next turn on. No other extension reaches anything of ours: what is given back is
 * for a test run.
 */
export function activate(context: ExtensionContext): Promise<SuiteDoor> | undefined {
  const program: Promise<Program> = nextTurn().then(async () => {
    const { startProgram } = await import("./program.ts");
    return startProgram(context, door);
  });
  const door = openDoor(context, async () => (await program).features());
  atEnd = async () => (await program).end();
  return context.extensionMode === ExtensionMode.Test ? forSuites(program) : undefined;
}

/** VS Code waits for this before it ends: the clipboard keeps no value of ours. */
export async function deactivate(): Promise<void> {
  await atEnd?.();
}

async function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function forSuites(program: Promise<Program>): Promise<SuiteDoor> {
  const { services, features } = await program;
  await features();
  return { services };
}
