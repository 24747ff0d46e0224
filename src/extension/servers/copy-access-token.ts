import { type Disposable, l10n } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { chooseProfile } from "./choose-profile.ts";

/** The command *Copy Access Token*: the OIDC access token, onto a clipboard that is cleared again. */
export function copyAccessTokenCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.copyAccessToken", async (...args) => {
    const { name } = await chooseProfile(services, l10n.t("Copy Access Token"), args);
    const sessions = services.sessions();
    const session = await sessions.session(name);
    if (session === undefined) throw new ExpectedError({ code: "signed-out", server: name });
    if (session.kind !== "oidc") {
      const reason = l10n.t("it was signed in to without an OpenID provider, so there is no access token");
      throw new ExpectedError({ code: "bad-input", what: name, reason });
    }
    await services.clipboard.copy(await sessions.accessToken(name, { audit: { who: "Copy Access Token" } }));
  });
}
