import { l10n } from "vscode";
import type { ServerProfile } from "../../core/connections/connections.ts";
import { TOKEN_FILE } from "../../core/connections/parse-sign-in.ts";
import { ExpectedError } from "../../core/errors.ts";
import type { CallOptions } from "../../core/vault/client.ts";
import { readTokenFile } from "../../node/token-file.ts";
import { describe } from "../messages.ts";
import type { Services } from "../services.ts";
import { askForSignIn } from "./sign-in-input.ts";
import { changeProfile } from "./stored-profiles.ts";
import type { Ended } from "./waiting-sheet.ts";

/** Signs in by the token that another program keeps in a file. The server is set up for that from then on. */
export async function signInWithTokenFile(
  services: Services,
  profile: ServerProfile,
  call: CallOptions,
): Promise<Ended> {
  const { name: server, signIn } = profile;
  const own = signIn.kind === "token-file" ? signIn.file : undefined;
  if (own === undefined || (await tokenFileFault(own)) !== undefined) {
    const typed = await askForSignIn(services, server, {
      placeholder: TOKEN_FILE,
      prompt: l10n.t("The file is read anew at every use"),
      value: own ?? TOKEN_FILE,
      check: tokenFileFault,
    });
    if (typed.kind === "change") return typed;
    await changeProfile(services, server, { signIn: { kind: "token-file", file: typed.text.trim() } });
  }
  await services.sessions().signInWithTokenFile(server, call);
  return { kind: "done", seen: true };
}

/** Why no token can be had from a file; never a part of what it holds. */
export async function tokenFileFault(file: string): Promise<string | undefined> {
  if (file.trim() === "") return l10n.t("Type the path of the file.");
  try {
    const token = await readTokenFile(file.trim());
    return token === undefined ? l10n.t("There is no such file.") : undefined;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return describe(error.problem).text;
  }
}
