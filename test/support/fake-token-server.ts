import type { Connections } from "../../src/core/connections/connections.ts";
import { ExpectedError, type Problem } from "../../src/core/errors.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { IssuedToken, TokenFacts, TokenOrder, VaultClient } from "../../src/core/vault/client.ts";
import type { SecretData } from "../../src/core/vault/types.ts";

interface FakeToken {
  readonly id: string;
  readonly accessor: string;
  readonly parent: string | undefined;
  readonly policies: readonly string[];
  readonly cubbyhole: Map<string, SecretData>;
  ends: number | undefined;
  uses: number;
  renewable: boolean;
}

/** What a test changes about the server. */
export interface ServerTraits {
  identityPolicies: readonly string[];
  type: "service" | "batch";
  /** `auth/token/create` is allowed only for these orders. */
  allows: (order: TokenOrder) => boolean;
  mayLookUp: boolean;
  /** The longest a login lives after renewal, in seconds. */
  maxLogin: number;
  /** Uses the server takes for a write. */
  writeCosts: number;
  failWrites: Problem | undefined;
}

function expected(problem: Problem): ExpectedError {
  return new ExpectedError(problem);
}

/** Tokens, uses, parents and cubbyholes as Vault has them (spec 2.5, 2.6), in memory, by a still clock. */
export function fakeTokenServer(clock: { now(): number }, server = "egi") {
  const tokens = new Map<string, FakeToken>();
  const requests: string[] = [];
  const traits: ServerTraits = {
    identityPolicies: [],
    type: "service",
    allows: () => true,
    mayLookUp: true,
    maxLogin: 24 * 3600,
    writeCosts: 1,
    failWrites: undefined,
  };
  let count = 0;
  let session: string | undefined;
  let logins = true;

  function add(order: Partial<TokenOrder>, parent: string | undefined): FakeToken {
    count += 1;
    const token: FakeToken = {
      id: `s.${String(count).padStart(24, "0")}`,
      accessor: `accessor-${count}`,
      parent,
      policies: order.policies ?? ["default", "person"],
      cubbyhole: new Map(),
      ends: order.ttl === undefined ? undefined : clock.now() + order.ttl * 1000,
      uses: order.numUses ?? 0,
      renewable: order.renewable ?? true,
    };
    tokens.set(token.id, token);
    return token;
  }

  function living(id: string | undefined): FakeToken | undefined {
    const token = id === undefined ? undefined : tokens.get(id);
    if (token === undefined) return undefined;
    const ended = token.ends !== undefined && token.ends <= clock.now();
    if (ended || (token.parent !== undefined && living(token.parent) === undefined)) {
      tokens.delete(token.id);
      return undefined;
    }
    return token;
  }

  function issued(token: FakeToken): IssuedToken {
    return {
      token: Secret.of(token.id),
      accessor: token.accessor,
      ttl: token.ends === undefined ? 0 : Math.round((token.ends - clock.now()) / 1000),
      renewable: token.renewable,
      policies: token.policies,
      identityPolicies: traits.identityPolicies,
      orphan: token.parent === undefined,
      type: traits.type,
      numUses: token.uses,
    };
  }

  function facts(token: FakeToken): TokenFacts {
    const { accessor, policies, renewable, ttl, numUses } = issued(token);
    return {
      accessor,
      policies,
      renewable,
      ttl,
      numUses,
      displayName: "token",
      identityPolicies: [],
      entity: undefined,
      type: traits.type,
    };
  }

  function client(id: string, limitedUse: boolean): VaultClient {
    /** Spends a use as every request does, and gives the token as it is then. */
    const use = (what: string, cost = 1): FakeToken => {
      requests.push(what);
      const token = living(id);
      if (token === undefined) {
        throw expected(
          limitedUse ? { code: "locker-refused", server } : { code: "session-expired", server, ended: undefined },
        );
      }
      if (token.uses > 0) {
        token.uses -= cost;
        if (token.uses <= 0) {
          tokens.delete(id);
          token.uses = -1;
        }
      }
      return token;
    };
    const notAllowed = (path: string): ExpectedError =>
      expected({ code: "not-allowed", server, path, right: "update" });
    const missing = (path: string) =>
      expected({ code: "not-found", server, path: `cubbyhole/${path}`, similar: undefined });
    const parts: Partial<VaultClient> = {
      server,
      async read({ mount, path }) {
        const data = use(`read ${mount}/${path}`).cubbyhole.get(path);
        if (data === undefined) throw missing(path);
        return { at: { mount, path }, fields: data, version: undefined, created: undefined };
      },
      list: async ({ mount }) =>
        [...use(`list ${mount}`).cubbyhole.keys()].map((name) => ({ name, kind: "secret" as const })),
      async write({ mount, path }, data) {
        if (traits.failWrites !== undefined) throw expected(traits.failWrites);
        use(`write ${mount}/${path}`, traits.writeCosts).cubbyhole.set(path, data);
        return { version: undefined };
      },
      remove: async ({ path }) => void use(`delete ${path}`).cubbyhole.delete(path),
      tokens: {
        lookupSelf: async () => facts(use("lookup-self")),
        async renewSelf(increment) {
          const token = use("renew-self");
          const ttl = Math.min(increment, traits.maxLogin);
          token.ends = clock.now() + ttl * 1000;
          return { ttl };
        },
        async revokeSelf() {
          use("revoke-self");
          tokens.delete(id);
        },
        async create(order) {
          use(`create ${order.displayName ?? ""}`.trim());
          if (!traits.allows(order)) throw notAllowed("auth/token/create");
          return issued(add(order, server === "local" ? undefined : id));
        },
        async lookupAccessor(accessor) {
          use("lookup-accessor");
          if (!traits.mayLookUp) throw notAllowed("auth/token/lookup-accessor");
          const found = [...tokens.values()].find((token) => token.accessor === accessor);
          const token = living(found?.id);
          return token === undefined ? undefined : facts(token);
        },
        async revokeAccessor(accessor) {
          use("revoke-accessor");
          if (!traits.mayLookUp) throw notAllowed("auth/token/revoke-accessor");
          const found = [...tokens.values()].find((token) => token.accessor === accessor);
          if (found !== undefined) tokens.delete(found.id);
        },
        isAlive: async () => living(id) !== undefined,
      },
    };
    return parts as VaultClient;
  }

  const connections: Connections = {
    profiles: () => [],
    async client(name) {
      if (session === undefined) throw expected({ code: "signed-out", server: name });
      return client(session, false);
    },
    clientWith: async (_, token, options) => client(token.reveal(), options?.limitedUse ?? false),
    async separateLogin(name) {
      if (!logins || name === "local") return undefined;
      requests.push("login");
      return issued(add({ ttl: Math.min(3600, traits.maxLogin), policies: ["default", "person"] }, undefined));
    },
    home: async () => undefined,
  };

  return {
    connections,
    traits,
    requests,
    /** Ids of tokens that live. */
    alive: () => [...tokens.keys()].filter((id) => living(id) !== undefined),
    /** Makes the person's session; `pasted`: there is no login to repeat. */
    signIn(order: Partial<TokenOrder> = {}, pasted = false): void {
      session = add(order, undefined).id;
      logins = !pasted;
    },
    signOut(): void {
      session = undefined;
    },
    /** What somebody else does with a locker's token. */
    reader: (token: Secret) => client(token.reveal(), true),
    /** Ends a token and with it its children. */
    kill: (token: Secret) => tokens.delete(token.reveal()),
  };
}
