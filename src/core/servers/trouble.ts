import type { Problem } from "../errors.ts";
import type { NodeAnswer } from "./node-answer.ts";

/** One address and what it answered. */
export interface AskedNode {
  readonly address: string;
  readonly answer: NodeAnswer;
}

export type TroubleKind = "sealed" | "uninitialised" | "no-leader" | "certificate" | "not-vault" | "unreachable";

/** What keeps a whole server from being used. */
export interface Trouble {
  readonly kind: TroubleKind;
  readonly problem: Problem;
  readonly nodes: readonly AskedNode[];
}

/** Problems that are about the server as a whole, not about one path on it. */
const OF_THE_SERVER: ReadonlySet<Problem["code"]> = new Set([
  "unreachable",
  "slow",
  "sealed",
  "uninitialised",
  "no-leader",
  "certificate-untrusted",
  "certificate-host",
  "certificate-expired",
  "client-certificate",
  "not-vault",
  "redirect",
]);

/** True where it makes sense to ask each address how it feels. */
export function isAboutTheServer({ code }: Problem): boolean {
  return OF_THE_SERVER.has(code);
}

/** True for a certificate that is refused, theirs or ours. */
export function isAboutCertificates({ code }: Problem): boolean {
  return code.startsWith("certificate-") || code === "client-certificate";
}

/**
 * What the answers of all addresses come to. Undefined while one of them is active: the server can be used. The most
 * telling one counts: a sealed node says more than one that is silent.
 */
export function troubleOf(server: string, nodes: readonly AskedNode[]): Trouble | undefined {
  const has = (kind: NodeAnswer["kind"]): boolean => nodes.some(({ answer }) => answer.kind === kind);
  if (has("active")) return undefined;
  if (has("standby")) return { kind: "no-leader", problem: { code: "no-leader", server }, nodes };
  if (has("sealed")) return { kind: "sealed", problem: { code: "sealed", server }, nodes };
  if (has("uninitialised")) return { kind: "uninitialised", problem: { code: "uninitialised", server }, nodes };
  const problems = nodes.flatMap(({ answer }) => (answer.kind === "problem" ? [answer.problem] : []));
  // A file of ours that cannot be read says nothing about the server.
  if (!problems.some(isAboutTheServer)) return undefined;
  const certificate = problems.find(isAboutCertificates);
  if (certificate !== undefined) return { kind: "certificate", problem: certificate, nodes };
  const stranger = problems.find(({ code }) => code === "not-vault");
  if (stranger !== undefined) return { kind: "not-vault", problem: stranger, nodes };
  const tried = nodes.map(({ address }) => new URL(address).host);
  return { kind: "unreachable", problem: { code: "unreachable", server, tried }, nodes };
}
