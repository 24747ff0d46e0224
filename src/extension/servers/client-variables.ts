import type { ServerProfile } from "../../core/connections/connections.ts";
import { Secret } from "../../core/secrets/secret.ts";
import { askNode } from "../../core/servers/node-answer.ts";
import type { Services } from "../services.ts";

interface ClientVariable {
  readonly name: string;
  readonly value: Secret;
}

const NAMES = ["ADDR", "TOKEN", "NAMESPACE", "CACERT"] as const;
/** Vault's client reads the first; OpenBao's reads the second, and the first where that is not set. */
const PRODUCTS = ["VAULT", "BAO"] as const;

/** What VS Code itself may have been started with: another server's settings beside this server's token. */
export function inheritedNames(): readonly string[] {
  const more = ["CAPATH", "CLIENT_CERT", "CLIENT_KEY", "SKIP_VERIFY", "TLS_SERVER_NAME"];
  return PRODUCTS.flatMap((product) => [...NAMES, ...more].map((name) => `${product}_${name}`));
}

/** The variables by which Vault's and OpenBao's own clients find a server and a token. */
export async function clientVariables(
  services: Services,
  profile: ServerProfile,
  token: Secret,
): Promise<readonly ClientVariable[]> {
  const { namespace, caFile } = profile;
  const values: Readonly<Record<(typeof NAMES)[number], Secret | undefined>> = {
    ADDR: Secret.of(await activeAddress(services, profile)),
    TOKEN: token,
    NAMESPACE: namespace === undefined ? undefined : Secret.of(namespace),
    CACERT: caFile === undefined ? undefined : Secret.of(caFile),
  };
  return PRODUCTS.flatMap((product) =>
    NAMES.flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [{ name: `${product}_${name}`, value }];
    }),
  );
}

/** Those clients know one address: the node that is active now, the preferred one where none says so. */
async function activeAddress(services: Services, profile: ServerProfile): Promise<string> {
  const { addresses } = profile;
  const [first = "", ...others] = addresses;
  if (others.length === 0) return first;
  const answers = await Promise.all(
    addresses.map(async (address) => askNode(address, services.transportTo(address, profile))),
  );
  return addresses[answers.findIndex(({ kind }) => kind === "active")] ?? first;
}
