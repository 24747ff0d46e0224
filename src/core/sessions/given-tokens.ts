import type { ServerProfile } from "../connections/connections.ts";
import type { Secret } from "../secrets/secret.ts";
import type { CallOptions } from "../vault/client.ts";
import type { Logins } from "./logins.ts";
import type { StoredSession } from "./stored-session.ts";

/**
 * Tokens that are given from outside and never stored: those of the environment, and those of the file another program
 * keeps. They are looked up once where somebody asks who they are.
 */
export interface GivenTokens {
  /** Undefined where none is given for the server. Throws `signed-out`, `bad-input` or `file-unreadable` for a token file. */
  token(profile: ServerProfile): Promise<Secret | undefined>;
  session(profile: ServerProfile, token: Secret, options?: CallOptions): Promise<StoredSession>;
}

export interface GivenTokensOptions {
  readonly environment: ReadonlyMap<string, Secret>;
  /** Reads a token file; undefined where there is none. Throws `bad-input`, `file-unreadable`. */
  readonly readTokenFile: (file: string) => Promise<Secret | undefined>;
  readonly logins: Pick<Logins, "withToken">;
}

export function createGivenTokens({ environment, readTokenFile, logins }: GivenTokensOptions): GivenTokens {
  const looked = new Map<string, { readonly token: Secret; readonly session: Promise<StoredSession> }>();

  async function look(profile: ServerProfile, token: Secret, options: CallOptions): Promise<StoredSession> {
    const session = await logins.withToken(profile, token, options);
    return environment.has(profile.name) ? session : { ...session, kind: profile.signIn.kind };
  }

  return {
    token: async ({ name, signIn }) => {
      const given = environment.get(name);
      if (given !== undefined || signIn.kind !== "token-file") return given;
      return readTokenFile(signIn.file);
    },
    session: async (profile, token, options = { audit: { who: "session" } }) => {
      const { name } = profile;
      const before = looked.get(name);
      const found = before?.token.equals(token) === true ? before : { token, session: look(profile, token, options) };
      looked.set(name, found);
      try {
        return await found.session;
      } catch (error) {
        looked.delete(name);
        throw error;
      }
    },
  };
}
