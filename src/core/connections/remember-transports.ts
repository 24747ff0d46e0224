import type { Transport } from "../transport/transport.ts";
import type { ServerProfile } from "./connections.ts";

/** Makes one transport for each profile and keeps it as long as the profile stays as it is: it knows which node is active and holds open connections. */
export function rememberTransports(make: (profile: ServerProfile) => Transport): (profile: ServerProfile) => Transport {
  const made = new Map<string, { readonly key: string; readonly transport: Transport }>();
  return (profile) => {
    const key = JSON.stringify([profile.addresses, profile.caFile, profile.clientCertificate]);
    const found = made.get(profile.name);
    if (found?.key === key) return found.transport;
    const transport = make(profile);
    made.set(profile.name, { key, transport });
    return transport;
  };
}
