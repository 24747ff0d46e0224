import { setTimeout as pause } from "node:timers/promises";
import type { ExtensionContext } from "vscode";
import { compose } from "./compose.ts";
import type { Door } from "./door.ts";
import { feature } from "./feature.ts";
import { secretsInCode } from "./findings/secrets-in-code.ts";
import { lazy } from "./lazy.ts";
import type { Services } from "./services.ts";

/** What runs behind the door. */
export interface Program {
  readonly services: Services;
  /** Settles once every command and view has its feature; they are read at the first call. */
  readonly features: () => Promise<void>;
  /** To be awaited before the end. */
  readonly end: () => Promise<void>;
}

/** Looks at open documents at once. The rest waits for a view to be shown or a command to be run. */
export function startProgram(context: ExtensionContext, door: Door): Program {
  const services = compose(context, door);
  context.subscriptions.push(services, feature(services, "secrets in code", secretsInCode));
  const features = lazy(async () => {
    const { allFeatures } = await import("./features.ts");
    context.subscriptions.push(allFeatures(services));
  });
  return { services, features, end: async () => endInTime(services.atEnd) };
}

/** VS Code waits some five seconds before it goes. */
const END_MS = 3000;

async function endInTime(works: ReadonlySet<() => Promise<void>>): Promise<void> {
  const late = new AbortController();
  const all = Promise.allSettled(Array.from(works, async (work) => work())).then(() => late.abort());
  await Promise.race([all, pause(END_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
}
