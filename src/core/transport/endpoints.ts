import type { Clock } from "../ports.ts";
import type { Exchange } from "./exchange.ts";
import { askHealth } from "./health.ts";

/** How long the node found active is preferred before all are asked again. */
const FRESH_MS = 60_000;

/** The addresses of one cluster, the one to ask first in front. */
export interface Endpoints {
  readonly all: readonly string[];
  /** In the order to try. Asks the nodes which of them is active: the first time it waits for that. */
  order(): Promise<readonly string[]>;
  /** `instead`: it answered where one before it did not, so it comes first from now on. */
  answered(address: string, instead: boolean): void;
  /** This one just failed. */
  doubt(address: string): void;
}

export function createEndpoints(addresses: readonly string[], exchange: Exchange, clock: Clock): Endpoints {
  const clusters = new Map<string, string>();
  let preferred = addresses[0];
  let asked = Number.NEGATIVE_INFINITY;

  /** Ends with the first node that says it is active, or when all have answered. */
  async function findActive(): Promise<void> {
    asked = clock.now();
    const probes = addresses.map(async (address) => {
      const health = await askHealth(address, exchange);
      if (health?.cluster !== undefined) clusters.set(address, health.cluster);
      if (health?.active !== true) throw new Error("not active");
      return address;
    });
    await Promise.any(probes).then(
      (active) => (preferred = active),
      () => undefined,
    );
  }

  /** An address that belongs to another cluster gets no token: it would be worth nothing there. */
  function isSameCluster(address: string): boolean {
    const known = addresses.map((other) => clusters.get(other)).find((cluster) => cluster !== undefined);
    return (clusters.get(address) ?? known) === known;
  }

  return {
    all: addresses,
    order: async () => {
      if (addresses.length > 1 && clock.now() - asked > FRESH_MS) {
        const first = asked === Number.NEGATIVE_INFINITY;
        const found = findActive();
        if (first) await found;
      }
      const mine = addresses.filter((address) => isSameCluster(address));
      return mine.toSorted((left, right) => Number(right === preferred) - Number(left === preferred));
    },
    answered: (address, instead) => {
      if (instead) preferred = address;
    },
    doubt: (address) => {
      if (address === preferred && addresses.length > 1) asked = Math.min(asked, clock.now() - FRESH_MS - 1);
    },
  };
}
