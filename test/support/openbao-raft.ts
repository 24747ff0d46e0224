import { randomBytes } from "node:crypto";
import type { ChildProcess } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { baoBinary, baoRequests, killProcess, startProcess, type OpenBao } from "./openbao.ts";
import { pick, pickText } from "./pick.ts";
import { waitUntil } from "./wait-until.ts";

/** Three OpenBao nodes on loopback with raft storage, KV v2 at `secret/`. */
export interface RaftCluster {
  readonly addresses: readonly string[];
  readonly token: string;
  /** Number of the active node. */
  leader(): Promise<number>;
  /** SIGKILL. */
  kill(node: number): Promise<void>;
  start(node: number): void;
  /** Requests as root to one node. */
  node(node: number): Pick<OpenBao, "api" | "must">;
  stop(): Promise<void>;
}

interface NodeFacts {
  readonly name: string;
  readonly home: string;
  readonly address: string;
  readonly clusterAddress: string;
}

/** A static seal unseals by itself; by the multiplier a lost leader is known in some 6 s, and one that only was slow for a second stays. */
function configuration(node: NodeFacts, all: readonly NodeFacts[], sealKey: string): string {
  const joins = all.map(({ address }) => `  retry_join { leader_api_addr = "${address}" }`).join("\n");
  return `
disable_mlock = true
storage "raft" {
  path = "${node.home}"
  node_id = "${node.name}"
  performance_multiplier = 3
${joins}
}
listener "tcp" {
  address = "${new URL(node.address).host}"
  cluster_address = "${node.clusterAddress}"
  tls_disable = true
}
api_addr = "${node.address}"
cluster_addr = "https://${node.clusterAddress}"
seal "static" {
  current_key_id = "t1"
  current_key = "${sealKey}"
}
`;
}

/** How many nodes count for a quorum: a standby becomes a voter some 20 s after it joined. */
async function voters(node: Pick<OpenBao, "api">): Promise<number> {
  const { body } = await node.api("GET", "sys/storage/raft/configuration");
  const servers = pick(body, "data", "config", "servers");
  return Array.isArray(servers) ? servers.filter((server) => pick(server, "voter") === true).length : 0;
}

async function makeNodes(directory: string): Promise<readonly NodeFacts[]> {
  const nodes: NodeFacts[] = [];
  for (const name of ["n0", "n1", "n2"]) {
    const home = join(directory, name);
    await mkdir(home);
    const [port, clusterPort] = [await freePort(), await freePort()];
    nodes.push({ name, home, address: `http://127.0.0.1:${port}`, clusterAddress: `127.0.0.1:${clusterPort}` });
  }
  const sealKey = randomBytes(32).toString("base64");
  for (const node of nodes) await writeFile(`${node.home}.hcl`, configuration(node, nodes, sealKey));
  return nodes;
}

/** Starts the cluster and waits until it survives the loss of a node: about 25 s. */
export async function startRaftCluster(): Promise<RaftCluster> {
  const directory = await mkdtemp(join(tmpdir(), "lockers-raft-"));
  const nodes = await makeNodes(directory);
  const running = new Map<number, ChildProcess>();
  let token = "";

  function requests(index: number): Pick<OpenBao, "api" | "must"> {
    const node = nodes[index];
    if (node === undefined) throw new Error(`no node ${index}`);
    return baoRequests(node.address, token);
  }

  function start(index: number): void {
    const node = nodes[index];
    if (node !== undefined)
      running.set(
        index,
        startProcess(baoBinary(), ["server", `-config=${node.home}.hcl`, "-log-level=error"], node.home),
      );
  }

  async function statuses(): Promise<readonly number[]> {
    return Promise.all(
      nodes.map((_, index) =>
        requests(index)
          .api("GET", "sys/health", undefined, "")
          .then(
            ({ status }) => status,
            () => 0,
          ),
      ),
    );
  }

  async function leader(): Promise<number> {
    return waitUntil("a leader", async () => {
      const index = (await statuses()).indexOf(200);
      return index === -1 ? undefined : { index };
    }).then(({ index }) => index);
  }

  const cluster: RaftCluster = {
    addresses: nodes.map(({ address }) => address),
    get token() {
      return token;
    },
    leader,
    start,
    node: requests,
    kill: async (index) => {
      const child = running.get(index);
      running.delete(index);
      if (child !== undefined) await killProcess(child);
    },
    stop: async () => {
      await Promise.all([...running.values()].map((child) => killProcess(child)));
      await rm(directory, { recursive: true, force: true });
    },
  };

  try {
    for (const index of nodes.keys()) start(index);
    const order = { recovery_shares: 1, recovery_threshold: 1 };
    const init = await waitUntil(
      "initialisation",
      async () => {
        const reply = await requests(0).api("PUT", "sys/init", order, "");
        return reply.status === 200 && reply.body;
      },
      60,
    );
    token = pickText(init, "root_token");
    await waitUntil("three voters", async () => (await voters(requests(await leader()))) === 3, 60);
    const first = requests(await leader());
    await first.must("POST", "sys/mounts/secret", { type: "kv", options: { version: "2" } });
    await waitUntil("KV v2", async () => (await first.api("GET", "secret/config")).status === 200, 60);
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}
