import type { Problem } from "../errors.ts";

/** One HTTP request to one address. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** `https://host:port`, with a base path where the profile has one. */
  readonly address: string;
  /** What follows it: `/v1/…`, encoded, with its query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Whatever came back, whole. Redirects are answers, too. */
export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Sends one request and waits for the whole answer. Throws `ExchangeError` where none came, `cancelled` on abort. */
export type Exchange = (request: HttpRequest, signal: AbortSignal | undefined) => Promise<HttpAnswer>;

/** No answer from one address. Holds no header and no body. */
export class ExchangeError extends Error {
  override readonly name = "ExchangeError";
  /** False where the server certainly has not seen the request: it can be sent elsewhere. */
  readonly maybeSent: boolean;
  /** What to tell a person where this was the only address; undefined: it is not reachable. */
  readonly problem: Problem | undefined;

  constructor(maybeSent: boolean, problem: Problem | undefined, cause: unknown) {
    super("no answer", { cause });
    this.maybeSent = maybeSent;
    this.problem = problem;
  }
}
