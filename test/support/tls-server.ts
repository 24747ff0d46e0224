import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { OpenBao } from "./openbao.ts";
import { pickText } from "./pick.ts";

/** The name of the authority that signs what `startTlsServer` shows. */
export const AUTHORITY = "Lockers test authority";

/** An https server with a certificate of an authority nobody trusts: OpenBao's PKI engine makes both. */
export async function startTlsServer(bao: Pick<OpenBao, "must">): Promise<{
  readonly address: string;
  /** The authority in PEM form. */
  readonly authority: string;
  stop(): void;
}> {
  await bao.must("POST", "sys/mounts/pki", { type: "pki" });
  const root = await bao.must("POST", "pki/root/generate/internal", { common_name: AUTHORITY, ttl: "24h" });
  await bao.must("POST", "pki/roles/any", { allow_any_name: true, allow_ip_sans: true, enforce_hostnames: false });
  const names = { common_name: "vault.example.org", ip_sans: "127.0.0.1", ttl: "1h" };
  const made = await bao.must("POST", "pki/issue/any", names);
  const health = JSON.stringify({ initialized: true, sealed: false, standby: false, version: "2.7.2" });
  const server = createServer(
    { cert: pickText(made, "data", "certificate"), key: pickText(made, "data", "private_key") },
    (_, response) => void response.writeHead(200, { "Content-Type": "application/json" }).end(health),
  );
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    address: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    authority: pickText(root, "data", "certificate"),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
