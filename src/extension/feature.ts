import type { Disposable } from "vscode";
import type { Log } from "../core/ports.ts";

const NOTHING: Disposable = { dispose: () => undefined };

/**
 * Sets up one feature behind a guard: what it throws is logged and the other features go on. Returns what ends it,
 * or an empty disposable where it failed.
 */
export function feature<Services extends { readonly log: Log }>(
  services: Services,
  name: string,
  setUp: (services: Services) => Disposable,
): Disposable {
  try {
    return setUp(services);
  } catch (error) {
    services.log.problem(`feature failed: ${name}`, error);
    return NOTHING;
  }
}
