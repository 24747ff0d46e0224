import type { ServerProfile, SignIn } from "../../core/connections/connections.ts";

/** A server people are likely to mean. What is undefined is asked. */
export interface Preset {
  readonly name: string | undefined;
  readonly address: string;
  readonly signIn: SignIn | undefined;
  readonly more: Partial<Pick<ServerProfile, "home">>;
}

/** EGI's secret store, AI4EOSC's, and a server on this computer. Client ids are asked: each site registers its own. */
export const PRESETS: readonly Preset[] = [
  {
    name: "egi",
    address: "https://vault.services.fedcloud.eu:8200",
    signIn: undefined,
    more: { home: "users/{sub}" },
  },
  {
    name: "ai4eosc",
    address: "https://secrets.services.ai4os.eu:8200",
    signIn: undefined,
    more: { home: "users/{sub}" },
  },
  { name: "dev", address: "http://127.0.0.1:8200", signIn: { kind: "token" }, more: {} },
];
