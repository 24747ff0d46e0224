import type { LedgerEntry } from "../../core/lockers/ledger.ts";

/** One way to read a locker elsewhere. */
export interface Snippet {
  readonly kind: string;
  readonly group: "Shell" | "Code";
  readonly text: string;
}

export interface SnippetOrder {
  readonly entry: Pick<LedgerEntry, "purpose" | "contents" | "usesPlanned" | "usesFilling">;
  /** Of the server; undefined for the local vault, which `lockers serve` gives one. */
  readonly address: string | undefined;
  readonly namespace: string | undefined;
  /** `15:42` */
  readonly ends: string;
}

const LOCAL_ADDRESS = "http://127.0.0.1:8200";

/** Paths inside the locker, from the names of its contents: `deploy/password` lies at `deploy`. */
export function lockerPaths(contents: readonly string[]): readonly string[] {
  return [...new Set(contents.map((name) => name.slice(0, Math.max(0, name.lastIndexOf("/")))))];
}

function head(comment: string, order: SnippetOrder): readonly string[] {
  const reads = order.entry.usesPlanned - order.entry.usesFilling;
  // A purpose is a person's text: nothing of it may end the comment.
  const purpose = order.entry.purpose.replaceAll(/\s+/g, " ");
  const lines = [
    `${comment} ${purpose}: ${reads} ${reads === 1 ? "use" : "uses"} until ${order.ends}; each request below costs 1`,
    `${comment} the token goes into the environment variable LOCKER_TOKEN`,
  ];
  return order.address === undefined
    ? [...lines, `${comment} on this computer, first: lockers serve --port 8200`]
    : lines;
}

function curl(order: SnippetOrder): string {
  const namespace = order.namespace === undefined ? "" : ` -H "X-Vault-Namespace: ${order.namespace}"`;
  const address = order.address ?? LOCAL_ADDRESS;
  const reads = lockerPaths(order.entry.contents).map(
    // The header comes from standard input: an argument could be read by every user of the machine.
    (path) =>
      `printf 'X-Vault-Token: %s\\n' "$LOCKER_TOKEN" | curl -fsS -H @-${namespace} '${address}/v1/cubbyhole/${encodeURI(path)}'`,
  );
  return [...head("#", order), ...reads, ""].join("\n");
}

function bao(order: SnippetOrder): string {
  const address = order.address ?? LOCAL_ADDRESS;
  const namespace = order.namespace === undefined ? "" : `BAO_NAMESPACE='${order.namespace}' `;
  const reads = lockerPaths(order.entry.contents).map(
    (path) => `${namespace}BAO_ADDR='${address}' BAO_TOKEN="$LOCKER_TOKEN" bao read -format=json 'cubbyhole/${path}'`,
  );
  return [...head("#", order), ...reads, ""].join("\n");
}

function python(order: SnippetOrder): string {
  const address = order.address ?? LOCAL_ADDRESS;
  const [path = ""] = lockerPaths(order.entry.contents);
  return [
    ...head("#", order),
    "import json, os, urllib.request",
    "",
    "request = urllib.request.Request(",
    `    ${JSON.stringify(`${address}/v1/cubbyhole/${encodeURI(path)}`)},`,
    '    headers={"X-Vault-Token": os.environ["LOCKER_TOKEN"]},',
    ")",
    'secrets = json.load(urllib.request.urlopen(request))["data"]',
    "",
  ].join("\n");
}

function node(order: SnippetOrder): string {
  const address = order.address ?? LOCAL_ADDRESS;
  const [path = ""] = lockerPaths(order.entry.contents);
  return [
    ...head("//", order),
    `const answer = await fetch(${JSON.stringify(`${address}/v1/cubbyhole/${encodeURI(path)}`)}, {`,
    '  headers: { "X-Vault-Token": process.env.LOCKER_TOKEN },',
    "});",
    "const { data: secrets } = await answer.json();",
    "",
  ].join("\n");
}

/** Ways to read a locker elsewhere; none holds the token. */
export function snippets(order: SnippetOrder): readonly Snippet[] {
  return [
    { kind: "curl", group: "Shell", text: curl(order) },
    { kind: "bao", group: "Shell", text: bao(order) },
    { kind: "Python", group: "Code", text: python(order) },
    { kind: "Node", group: "Code", text: node(order) },
  ];
}
