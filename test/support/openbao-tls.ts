import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { baoBinary, killProcess, startProcess } from "./openbao.ts";
import { waitUntil } from "./wait-until.ts";

export interface Pem {
  readonly cert: string;
  readonly key: string;
}

/** A real OpenBao that answers over TLS to who shows a certificate of the authority; it is not initialised. */
export interface StrictOpenBao {
  readonly host: string;
  stop(): Promise<void>;
}

/** True once it answers who shows `own`. */
function answers(port: number, ca: string, own: Pem): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ host: "127.0.0.1", port, path: "/v1/sys/seal-status", ca, ...own }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on("error", () => resolve(false));
    asked.end();
  });
}

/** Starts it with `server` as its certificate; `own` is one it accepts. */
export async function startStrictOpenBao(ca: string, server: Pem, own: Pem): Promise<StrictOpenBao> {
  const home = await mkdtemp(join(tmpdir(), "lockers-bao-tls-"));
  const port = await freePort();
  const [caFile, certFile, keyFile] = ["ca.pem", "cert.pem", "key.pem"].map((name) => join(home, name));
  await writeFile(caFile ?? "", ca);
  await writeFile(certFile ?? "", server.cert);
  await writeFile(keyFile ?? "", server.key);
  const configuration = join(home, "bao.hcl");
  await writeFile(
    configuration,
    `
storage "inmem" {}
disable_mlock = true
api_addr = "https://127.0.0.1:${port}"
listener "tcp" {
  address = "127.0.0.1:${port}"
  tls_cert_file = "${certFile}"
  tls_key_file = "${keyFile}"
  tls_client_ca_file = "${caFile}"
  tls_require_and_verify_client_cert = true
}
`,
  );
  const child = startProcess(baoBinary(), ["server", `-config=${configuration}`, "-log-level=error"], home);
  const stop = async (): Promise<void> => {
    await killProcess(child);
    await rm(home, { recursive: true, force: true });
  };
  try {
    await waitUntil("OpenBao over TLS", () => answers(port, ca, own));
  } catch (error) {
    await stop();
    throw error;
  }
  return { host: `127.0.0.1:${port}`, stop };
}
