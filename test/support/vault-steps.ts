import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, type IncomingMessage, request } from "node:http";
import { text as readText } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";

/** A server under comparison. */
export interface Server {
  readonly address: string;
  readonly token: string;
}

/** What a server said, with everything that differs from run to run named instead of shown. */
export interface Said {
  readonly step: string;
  readonly status: number;
  readonly body: unknown;
}

/** One request of a sequence; `$name` in path and body stands for a token kept before, `$name.accessor` for its accessor. */
export interface Step {
  readonly text: string;
  /** The name a token in the answer is kept under. */
  readonly kept: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly body: string | undefined;
  /** Name of a kept token, `owner` or `none`. */
  readonly token: string;
  readonly wrap: string | undefined;
  readonly type: string | undefined;
}

const LINE = /^(?:(\w+) = )?([A-Z]+) (\S+)(?: ([[{"n].*?))?((?: @\w+| wrap=\S+| type=\S+)*)$/;

/**
 * Reads a file of steps, one a line: `kept = POST path {"json":1} @token wrap=5m type=text/plain`; `#` opens a
 * comment line. `PATCH` is sent as a merge patch.
 */
export function readSteps(file: string): readonly Step[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => parseStep(line));
}

export function parseStep(text: string): Step {
  const [, kept, method, path, body, options = ""] = LINE.exec(text) ?? [];
  if (method === undefined || path === undefined) throw new Error(`not a step: ${text}`);
  const option = (pattern: RegExp) => pattern.exec(options)?.[1];
  const patch = method === "PATCH" ? "application/merge-patch+json" : undefined;
  return {
    text,
    kept,
    method,
    path,
    body,
    token: option(/@(\w+)/) ?? "owner",
    wrap: option(/wrap=(\S+)/),
    type: option(/type=(\S+)/) ?? patch,
  };
}

type Reply = Awaited<ReturnType<typeof send>>;

/** Runs the steps one after the other on one server. */
export async function runSteps(server: Server, steps: readonly Step[]): Promise<readonly Said[]> {
  const kept = new Map([["owner", server.token]]);
  const said: Said[] = [];
  for (const step of steps) {
    const reply = await settled(step, () => send(server, step, kept));
    if (step.kept !== undefined) keep(kept, step.kept, reply.body);
    said.push({ step: step.text, status: reply.status, body: normal(reply.body, "") });
  }
  return said;
}

/** The same request again until the server is done with what it does a moment after it answered. */
async function settled(step: Step, ask: () => ReturnType<typeof send>): ReturnType<typeof send> {
  for (let again = 0; ; again += 1) {
    const reply = await ask();
    if (!isUpgrading(reply) && !isSpent(step, reply) && !(again < 25 && isLeaving(step, reply))) return reply;
    await setTimeout(20);
  }
}

/** A server takes a spent token away a moment after its last use: until then others still see it, with -1 uses. */
function isSpent(step: Step, { body }: Reply): boolean {
  const aboutAnother = /lookup(?:-accessor)?$/.test(step.path) && !step.body?.includes(`$${step.token}`);
  const { data } = (body ?? {}) as { data?: { num_uses?: number } | null };
  return aboutAnother && step.body !== undefined && data?.num_uses === -1;
}

const LEAVING = /\* permission denied|\* invalid request|\* invalid token|^token not found/;

/**
 * While it is taken away its accessor still leads to it, and the server refuses even root, with words that it has for
 * other faults too: so a bounded number of times.
 */
function isLeaving(step: Step, { status, body }: Reply): boolean {
  return status >= 400 && step.path.endsWith("-accessor") && LEAVING.test(errorOf(body) ?? "");
}

/** A new KV v2 mount of a server refuses everything for a moment. */
function isUpgrading({ body }: Reply): boolean {
  return errorOf(body)?.startsWith("Upgrading from non-versioned") === true;
}

function errorOf(body: unknown): string | undefined {
  const { errors } = (typeof body === "object" && body !== null ? body : {}) as { errors?: readonly string[] };
  return errors?.[0];
}

async function send({ address }: Server, step: Step, kept: ReadonlyMap<string, string>) {
  const filled = (text: string) =>
    text.replaceAll(/\$([\w.]+)/g, (_, name: string) => kept.get(name) ?? `absent-${name}`);
  const token = kept.get(step.token);
  const body = step.body === undefined ? undefined : filled(step.body);
  const headers = {
    ...(token === undefined ? {} : { "X-Vault-Token": token }),
    ...(step.wrap === undefined ? {} : { "X-Vault-Wrap-TTL": step.wrap }),
    ...(step.type === undefined ? {} : { "Content-Type": step.type }),
    ...(body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) }),
  };
  const { hostname, port } = new URL(address);
  // As it stands: `fetch` would clean the path.
  const asked = request({ agent, hostname, port, path: `/v1/${filled(step.path)}`, method: step.method, headers });
  asked.end(body);
  const [reply] = (await once(asked, "response")) as [IncomingMessage];
  const text = await readText(reply);
  // The servers write a page about it, for people.
  if (reply.headers.location !== undefined)
    return { status: reply.statusCode ?? 0, body: located(reply.headers.location) };
  return { status: reply.statusCode ?? 0, body: text.trim() === "" ? undefined : (JSON.parse(text) as unknown) };
}

/** The verb LIST reaches the local vault as a query, and goes on as one. */
function located(location: string): string {
  return location.replace(/[?&]list=true$/, "");
}

const agent = new Agent({ keepAlive: true });

function keep(kept: Map<string, string>, name: string, body: unknown): void {
  const { auth, wrap_info: wrapped } = (body ?? {}) as {
    auth?: { client_token: string; accessor: string } | null;
    wrap_info?: { token: string; accessor: string } | null;
  };
  kept.set(name, wrapped?.token ?? auth?.client_token ?? "");
  kept.set(`${name}.accessor`, wrapped?.accessor ?? auth?.accessor ?? "");
}

/** What is left of a time that is a multiple of ten seconds: the two servers are asked some seconds apart at most. */
function aboutSeconds(seconds: number): number {
  return Math.ceil(seconds / 10) * 10;
}

/** The same for a time that is written out in a warning, such as `767h59m59s`. */
function aboutLimit(text: string): string {
  return text.replaceAll(
    /effective max_ttl of "(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?"/g,
    (_, hours = "0", minutes = "0", seconds = "0") =>
      `effective max_ttl of ${aboutSeconds(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds))} s`,
  );
}

/** Words in place of what no two servers share. */
const MASKS = new Map<string, (value: unknown) => unknown>(
  Object.entries({
    request_id: () => "<id>",
    uuid: () => "<id>",
    cluster_id: () => "<id>",
    cluster_name: () => "<name>",
    version: (value: unknown) => (typeof value === "string" ? "<version>" : value),
    running_plugin_version: () => "<version>",
    commit_date: () => "<date>",
    storage_type: () => "<type>",
    server_time_utc: () => "<time>",
    creation_time: () => "<time>",
    last_renewal_time: () => "<time>",
    ttl: (value: unknown) => (typeof value === "number" ? aboutSeconds(value) : value),
    lease_duration: (value: unknown) => (typeof value === "number" ? aboutSeconds(value) : value),
  }),
);

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

function normal(value: unknown, key: string): unknown {
  if (typeof value === "string") return normalText(value, key);
  const masked = MASKS.get(key)?.(value) ?? value;
  if (Array.isArray(masked)) return masked.map((item) => normal(item, ""));
  if (typeof masked !== "object" || masked === null) return masked;
  // The local vault has no identity engine; which mounts there are is compared without it.
  const entries = Object.entries(masked).filter(([name]) => name !== "identity/");
  return Object.fromEntries(entries.map(([name, item]) => [name, normal(item, name)]));
}

function normalText(value: string, key: string): unknown {
  const mask = MASKS.get(key);
  if (mask && key !== "ttl") return mask(value);
  if (TIME.test(value)) return "<time>";
  if (/^s\.[A-Za-z0-9]{24}$/.test(value)) return "<token>";
  if (key.endsWith("accessor") && value !== "") return "<accessor>";
  return aboutLimit(value);
}
