import type { ServerProfile } from "../../core/connections/connections.ts";
import type { Services } from "../services.ts";
import type { Step } from "../sheet-loop.ts";

export type ServerStep = Step<ServerProfile>;
export type Change = (profile: ServerProfile) => Promise<ServerProfile | undefined>;

/** One line of a server's sheet that is a text. */
export interface TextField {
  readonly prompt: string;
  readonly value: string;
  readonly check: (text: string) => string | undefined;
  readonly set: (text: string) => ServerProfile;
}

/** Asks for that text; undefined where the person went back. */
export function askText(services: Services, title: string, { set, ...field }: TextField): Change {
  return async () => {
    const text = await services.ask.input({ title, ...field, check: (typed) => field.check(typed.trim()) });
    return text === undefined ? undefined : set(text.trim());
  };
}
