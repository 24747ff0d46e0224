import type { Problem } from "../errors.ts";
import { ExpectedError } from "../errors.ts";
import { isObject, textAt } from "../json-shape.ts";
import type { Transport } from "../transport/transport.ts";

/** How one address of a server answers when it is asked how it feels. No token goes there. */
export type NodeAnswer =
  | {
      readonly kind: "active" | "standby" | "sealed" | "uninitialised";
      readonly version: string | undefined;
      /** Undefined where the server does not say which of the two it is. */
      readonly product: "OpenBao" | "Vault" | undefined;
    }
  | { readonly kind: "problem"; readonly problem: Problem };

const CONTEXT = { audit: { who: "address check" } };
const HEALTH = { standbyok: "true", perfstandbyok: "true", sealedcode: "200", uninitcode: "200" };

/** Asks one address how it feels. What keeps it from answering is part of the answer; nothing expected is thrown. */
export async function askNode(address: string, transport: Transport, signal?: AbortSignal): Promise<NodeAnswer> {
  try {
    const { body } = await transport.send({ method: "GET", path: "sys/health", query: HEALTH, ...CONTEXT }, signal);
    const kind = kindOf(body);
    if (kind === undefined || !isObject(body)) return notVault(address);
    return { kind, version: textAt(body, "version"), product: "enterprise" in body ? "Vault" : undefined };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { kind: "problem", problem: error.problem };
  }
}

/** The same, and which product it is: that takes a second question. */
export async function introduceNode(address: string, transport: Transport, signal?: AbortSignal): Promise<NodeAnswer> {
  const answer = await askNode(address, transport, signal);
  if (answer.kind === "problem" || answer.product !== undefined) return answer;
  try {
    const { body } = await transport.send({ method: "GET", path: "sys/seal-status", ...CONTEXT }, signal);
    // The two cannot be told apart by version; this field OpenBao has renamed.
    return isObject(body) && "commit_date" in body ? { ...answer, product: "OpenBao" } : answer;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return answer;
  }
}

/** Reads the body, not the status: the codes differ between releases. */
function kindOf(body: unknown): "active" | "standby" | "sealed" | "uninitialised" | undefined {
  if (!isObject(body) || typeof body["initialized"] !== "boolean") return undefined;
  if (!body["initialized"]) return "uninitialised";
  if (body["sealed"] === true) return "sealed";
  return body["standby"] === true ? "standby" : "active";
}

function notVault(address: string): NodeAnswer {
  return { kind: "problem", problem: { code: "not-vault", host: new URL(address).host } };
}
