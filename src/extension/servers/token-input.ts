import { l10n } from "vscode";
import { ExpectedError, problemCode } from "../../core/errors.ts";
import { Secret } from "../../core/secrets/secret.ts";
import type { CallOptions } from "../../core/vault/client.ts";
import { describe } from "../messages.ts";
import type { Services } from "../services.ts";
import type { Ended } from "./waiting-sheet.ts";

/** Signs in with a Vault token that is pasted. */
export async function signInWithToken(services: Services, server: string, call: CallOptions): Promise<Ended> {
  const typed = await services.ask.input({
    title: l10n.t("Sign In to {0}", server),
    placeholder: l10n.t("Vault token"),
    prompt: l10n.t("Kept in VS Code's secret storage, nowhere else"),
    masked: true,
    check: (text) => (text.trim() === "" ? l10n.t("Paste a token.") : undefined),
    accept: async (text) =>
      refusal(async () => services.sessions().signInWithToken(server, Secret.of(text.trim()), call)),
  });
  if (typed === undefined) throw new ExpectedError({ code: "cancelled" });
  return { kind: "done", seen: true };
}

/** The sentence for the field where the server does not accept what was typed. Throws everything else. */
export async function refusal(attempt: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    const code = problemCode(error);
    if (!(error instanceof ExpectedError) || (code !== "session-refused" && code !== "bad-input")) throw error;
    return describe(error.problem).text;
  }
}
