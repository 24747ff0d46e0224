import { l10n } from "vscode";
import { ExpectedError, problemCode } from "../../core/errors.ts";
import type { InputQuestion, TitleButton } from "../ask.ts";
import { describe } from "../messages.ts";
import type { Services } from "../services.ts";
import type { Ended } from "./waiting-sheet.ts";

/** The button that leads from any way to sign in to all others. */
export function otherWays(): TitleButton {
  return { icon: "list-unordered", title: l10n.t("Other Ways") };
}

export type Typed = { readonly kind: "typed"; readonly text: string } | Extract<Ended, { kind: "change" }>;

/** Asks for one line, with the way out to other ways. Throws `cancelled`. */
export async function askForSignIn(
  services: Services,
  server: string,
  question: Omit<InputQuestion, "title" | "button">,
): Promise<Typed> {
  let elsewhere = false;
  const press = (): void => {
    elsewhere = true;
  };
  const text = await services.ask.input({
    ...question,
    title: l10n.t("Sign In to {0}", server),
    button: { ...otherWays(), press },
  });
  if (elsewhere) return { kind: "change", to: "other" };
  if (text === undefined) throw new ExpectedError({ code: "cancelled" });
  return { kind: "typed", text };
}

/** The sentence for the field where the server does not accept what was typed. Throws everything else. */
export async function refusal(attempt: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    const code = problemCode(error);
    if (!(error instanceof ExpectedError) || code === undefined || !OF_THE_FIELD.has(code)) throw error;
    return describe(error.problem).text;
  }
}

const OF_THE_FIELD: ReadonlySet<string> = new Set(["session-refused", "bad-input", "wrapping-refused"]);
