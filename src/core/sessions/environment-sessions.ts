import type { ServerProfile } from "../connections/connections.ts";
import type { Secret } from "../secrets/secret.ts";
import type { Logins } from "./logins.ts";
import type { StoredSession } from "./stored-session.ts";

/** Sessions of tokens from the environment: never stored, looked up once where somebody asks who they are. */
export interface EnvironmentSessions {
  token(server: string): Secret | undefined;
  session(profile: ServerProfile, token: Secret): Promise<StoredSession>;
}

export function createEnvironmentSessions(
  tokens: ReadonlyMap<string, Secret>,
  logins: Pick<Logins, "withToken">,
): EnvironmentSessions {
  const looked = new Map<string, Promise<StoredSession>>();
  return {
    token: (server) => tokens.get(server),
    session: async (profile, token) => {
      const found = looked.get(profile.name) ?? logins.withToken(profile, token, { audit: { who: "session" } });
      looked.set(profile.name, found);
      try {
        return await found;
      } catch (error) {
        looked.delete(profile.name);
        throw error;
      }
    },
  };
}
