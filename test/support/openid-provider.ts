import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { Provider } from "oidc-provider";
import { freePort } from "./free-port.ts";

export interface OpenIdProvider {
  readonly issuer: string;
  /** Its public client: any loopback port, device codes, refresh tokens that rotate. */
  readonly clientId: string;
  /** `aud` of its access tokens, which are JWTs. */
  readonly audience: string;
  readonly jwksUrl: string;
  /** Every grant is forgotten: refresh tokens are refused from then on. */
  forgetGrants(): void;
  stop(): Promise<void>;
}

export interface ProviderOptions {
  /** Seconds an access token lives; 3600 if not given. */
  readonly accessTokenTtl?: number;
  /** Seconds a device code lives; 600 if not given. */
  readonly deviceCodeTtl?: number;
  /** PEM texts; plain http if not given. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

const CLIENT = "lockers-test";
const AUDIENCE = "urn:test:vault";
const SCOPES = "openid profile email offline_access";

function signingKey(): Record<string, unknown> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), alg: "RS256", use: "sig", kid: randomUUID() };
}

/** The person whose login name was typed. */
function account(_: unknown, id: string): unknown {
  return {
    accountId: id,
    claims: () => ({ sub: id, name: `Name of ${id}`, email: `${id}@example.org`, email_verified: true }),
  };
}

/** JWT access tokens, as EGI Check-in gives them: oidc-provider does so only for a resource with a format of its own. */
function resourceIndicators(accessTokenTtl: number): Record<string, unknown> {
  return {
    enabled: true,
    defaultResource: () => AUDIENCE,
    useGrantedResource: () => true,
    getResourceServerInfo: () => ({
      scope: SCOPES,
      audience: AUDIENCE,
      accessTokenFormat: "jwt",
      accessTokenTTL: accessTokenTtl,
      jwt: { sign: { alg: "RS256" } },
    }),
  };
}

/** Grants in memory, which a test can make the provider forget. */
function memoryAdapter() {
  const entries = new Map<string, Record<string, unknown>>();
  class Adapter {
    readonly #model: string;

    constructor(model: string) {
      this.#model = model;
    }

    #key(id: string): string {
      return `${this.#model}:${id}`;
    }

    #find(matches: (payload: Record<string, unknown>) => boolean): Record<string, unknown> | undefined {
      return [...entries].find(([key, payload]) => key.startsWith(`${this.#model}:`) && matches(payload))?.[1];
    }

    async upsert(id: string, payload: Record<string, unknown>): Promise<void> {
      entries.set(this.#key(id), payload);
    }

    async find(id: string): Promise<Record<string, unknown> | undefined> {
      return entries.get(this.#key(id));
    }

    async findByUid(uid: string): Promise<Record<string, unknown> | undefined> {
      return this.#find((payload) => payload["uid"] === uid);
    }

    async findByUserCode(userCode: string): Promise<Record<string, unknown> | undefined> {
      return this.#find((payload) => payload["userCode"] === userCode);
    }

    async destroy(id: string): Promise<void> {
      entries.delete(this.#key(id));
    }

    async consume(id: string): Promise<void> {
      const payload = entries.get(this.#key(id));
      if (payload !== undefined) payload["consumed"] = Math.floor(Date.now() / 1000);
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, payload] of entries) if (payload["grantId"] === grantId) entries.delete(key);
    }
  }
  return { Adapter, forget: () => entries.clear() };
}

/** Starts a real OpenID provider (oidc-provider) in this process, on a free port of loopback. */
export async function startOpenIdProvider(options: ProviderOptions = {}): Promise<OpenIdProvider> {
  const port = await freePort();
  const issuer = `${options.tls === undefined ? "http" : "https"}://127.0.0.1:${port}`;
  const { Adapter, forget } = memoryAdapter();
  const provider = new Provider(issuer, {
    adapter: Adapter,
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomUUID()] },
    clients: [
      {
        client_id: CLIENT,
        token_endpoint_auth_method: "none",
        application_type: "native",
        redirect_uris: ["http://127.0.0.1/callback"],
        response_types: ["code"],
        grant_types: ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
      },
    ],
    claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"] },
    conformIdTokenClaims: false,
    scopes: SCOPES.split(" "),
    pkce: { required: () => true },
    rotateRefreshToken: true,
    findAccount: account,
    ttl: {
      DeviceCode: options.deviceCodeTtl ?? 600,
      AccessToken: 3600,
      Grant: 86_400,
      IdToken: 3600,
      Interaction: 600,
      RefreshToken: 86_400,
      Session: 3600,
    },
    features: {
      devInteractions: { enabled: true },
      deviceFlow: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: resourceIndicators(options.accessTokenTtl ?? 3600),
    },
  });
  const answer = provider.callback();
  const listener: RequestListener = (request, response) => {
    void answer(request, response);
  };
  const server = options.tls === undefined ? createServer(listener) : createTlsServer(options.tls, listener);
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    issuer,
    clientId: CLIENT,
    audience: AUDIENCE,
    jwksUrl: `${issuer}/jwks`,
    forgetGrants: forget,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
