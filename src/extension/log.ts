import { type LogOutputChannel, window } from "vscode";
import type { Log, LogFields } from "../core/ports.ts";
import { problemCode } from "../core/errors.ts";

export interface ExtensionLog extends Log {
  /** Brings the log to the front. */
  show(): void;
  dispose(): void;
}

/** The output channel `Lockers`. Made at the first line, not at activation. */
export function extensionLog(): ExtensionLog {
  let channel: LogOutputChannel | undefined;
  const open = (): LogOutputChannel => (channel ??= window.createOutputChannel("Lockers", { log: true }));
  return {
    info: (event, fields = {}) => open().info(line(event, fields)),
    problem: (event, error) => open().error(line(event, errorFields(error))),
    show: () => open().show(true),
    dispose: () => channel?.dispose(),
  };
}

/** `event key="value" …`; undefined fields are left out. */
export function line(event: string, fields: LogFields): string {
  const told = Object.entries(fields).filter(([, value]) => value !== undefined);
  return [event, ...told.map(([name, value]) => `${name}=${JSON.stringify(value)}`)].join(" ");
}

/** Name, code and stack frames. The message is left out: a library's may quote what it was given. */
function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { thrown: typeof error };
  const frames = error.stack?.split("\n").filter((frame) => frame.startsWith("    at "));
  return { name: error.name, code: problemCode(error), stack: frames?.join("\n") };
}
