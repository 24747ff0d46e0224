import type { LedgerEntry } from "../../core/lockers/ledger.ts";
import { usesLeft } from "../../core/lockers/misuse.ts";

/** One way to read a locker elsewhere. */
export interface Snippet {
  readonly kind: string;
  readonly group: "Shell" | "Code";
  readonly text: string;
}

export interface SnippetOrder {
  readonly entry: Pick<LedgerEntry, "purpose" | "contents"> & Parameters<typeof usesLeft>[0];
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

function usesWords(entry: SnippetOrder["entry"]): string {
  const left = usesLeft(entry);
  if (left === undefined) return "no limit of uses";
  return `${left.count} ${left.count === 1 ? "use" : "uses"}`;
}

function head(comment: string, order: SnippetOrder): readonly string[] {
  // A purpose is a person's text: nothing of it may end the comment.
  const purpose = order.entry.purpose.replaceAll(/[\s\p{Cc}]+/gu, " ");
  const lines = [
    `${comment} ${purpose}: ${usesWords(order.entry)} until ${order.ends}; each request below costs 1`,
    `${comment} the token goes into the environment variable LOCKER_TOKEN`,
  ];
  return order.address === undefined
    ? [...lines, `${comment} on this computer, first: lockers serve --port 8200`]
    : lines;
}

/** One word of a POSIX shell (Shell Command Language, 2.2.2), whatever is in it. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function readUrl(order: SnippetOrder, path: string): string {
  const parts = path.split("/").map((part) => encodeURIComponent(part));
  return `${order.address ?? LOCAL_ADDRESS}/v1/cubbyhole/${parts.join("/")}`;
}

function curl(order: SnippetOrder): string {
  const { namespace } = order;
  const header = namespace === undefined ? "" : ` -H ${shellWord(`X-Vault-Namespace: ${namespace}`)}`;
  const reads = lockerPaths(order.entry.contents).map(
    // The header comes from standard input: an argument could be read by every user of the machine.
    (path) =>
      `printf 'X-Vault-Token: %s\\n' "$LOCKER_TOKEN" | curl -fsS -H @-${header} ${shellWord(readUrl(order, path))}`,
  );
  return [...head("#", order), ...reads, ""].join("\n");
}

function bao(order: SnippetOrder): string {
  const address = shellWord(order.address ?? LOCAL_ADDRESS);
  const namespace = order.namespace === undefined ? "" : `BAO_NAMESPACE=${shellWord(order.namespace)} `;
  const reads = lockerPaths(order.entry.contents).map(
    (path) =>
      `${namespace}BAO_ADDR=${address} BAO_TOKEN="$LOCKER_TOKEN" bao read -format=json ${shellWord(`cubbyhole/${path}`)}`,
  );
  return [...head("#", order), ...reads, ""].join("\n");
}

/** A string of Python and of JavaScript: both read what JSON writes. */
const codeText = (text: string): string => JSON.stringify(text);

/** One more header of a call, nothing without a namespace. */
function namespaceHeader({ namespace }: SnippetOrder): string {
  return namespace === undefined ? "" : `, "X-Vault-Namespace": ${codeText(namespace)}`;
}

function python(order: SnippetOrder): string {
  const [path = ""] = lockerPaths(order.entry.contents);
  return [
    ...head("#", order),
    "import json, os, urllib.request",
    "",
    "request = urllib.request.Request(",
    `    ${codeText(readUrl(order, path))},`,
    `    headers={"X-Vault-Token": os.environ["LOCKER_TOKEN"]${namespaceHeader(order)}},`,
    ")",
    'secrets = json.load(urllib.request.urlopen(request))["data"]',
    "",
  ].join("\n");
}

function node(order: SnippetOrder): string {
  const [path = ""] = lockerPaths(order.entry.contents);
  return [
    ...head("//", order),
    `const answer = await fetch(${codeText(readUrl(order, path))}, {`,
    `  headers: { "X-Vault-Token": process.env.LOCKER_TOKEN${namespaceHeader(order)} },`,
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
