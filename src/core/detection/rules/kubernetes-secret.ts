import { base64UrlText } from "../base64.ts";
import { NONE, type Match, type Place, type Rule } from "../rule.ts";

/** The values of the manifests in Kubernetes' own documentation. */
const SAMPLES = new Set(["YWRtaW4=", "MWYyZDFlMmU2N2Rm", "YmFyCg==", "UyFCXCpkJHpEc2I9", "dmFsdWUtMg0KDQo="]);
/** The largest manifest that is looked at, before and after its `kind`. */
const REACH = 4000;
const KIND = /kind: {0,2}["']?secret(?![A-Za-z])/i;
const ENTRY =
  /^([ \t]+)(["']?)([\w.-]{1,100})\2:[ \t]*(?:[|>][-+]?[ \t]*\r?\n[ \t]+)?(["']?)([^\s"'#{}|>][^\r\n"']{3,3000}?)\4[ \t]*(?:#.*)?$/gm;

/** Entries that are kept beside the secrets. */
const NO_SECRET =
  /(?:user|user_?name|username_in|account_?name|login|host|host_?name|address|port|url|endpoint|region|bucket|namespace|e?mail|database|db_?name)$/i;

/** Values of a Kubernetes `Secret`, https://kubernetes.io/docs/concepts/configuration/secret/ */
export const kubernetesSecret: readonly Rule[] = [
  {
    id: "kubernetes-secret",
    title: "Kubernetes secret",
    kind: "format",
    keywords: ["kind: secret", "kind: 'secret'", 'kind: "secret"', "kind:secret", "kind:  secret"],
    variable: "SECRET",
    looksFar: () => true,
    find: findInManifest,
  },
];

function findInManifest({ text, start, end }: Place): readonly Match[] {
  if (/[A-Za-z]/.test(text.charAt(end))) return NONE;
  const before = text.slice(Math.max(0, start - REACH), start);
  const from = start - before.length + Math.max(0, before.lastIndexOf("\n---"));
  const after = text.slice(end, end + REACH);
  const next = after.indexOf("\n---");
  if (KIND.test(text.slice(from, start))) return NONE; // the first keyword of a manifest has looked at it
  const manifest = text.slice(from, next < 0 ? end + after.length : end + next);
  return [...manifest.matchAll(/^(?:data|stringData):[^\S\r\n]*(?:#.*)?\r?$/gm)].flatMap((found) =>
    entries(manifest, found.index + found[0].length, found[0].startsWith("data")).map((match) => ({
      ...match,
      start: match.start + from,
      end: match.end + from,
    })),
  );
}

/** The values below `data:`, up to the next line that is not indented. */
function entries(manifest: string, from: number, encoded: boolean): readonly Match[] {
  const rest = manifest.slice(from);
  const stop = rest.search(/\n[^\s#]/);
  const block = stop < 0 ? rest : rest.slice(0, stop);
  return [...block.matchAll(ENTRY)].flatMap((entry) => {
    const [whole, , , name = "", quote = "", value = ""] = entry;
    if (NO_SECRET.test(name) || !isSecret(value, encoded)) return [];
    const start = from + entry.index + whole.lastIndexOf(quote + value) + quote.length;
    return [{ start, end: start + value.length, severity: "likely" as const }];
  });
}

function isSecret(value: string, encoded: boolean): boolean {
  if (/\{\{|\$\{|^\$\(|^<|^!|^&|^\*/.test(value)) return false;
  if (!encoded) return value.length >= 4 && !/^(?:true|false|null|~|changeme|your.*|example.*|\d{1,5})$/i.test(value);
  const text = base64UrlText(value);
  if (SAMPLES.has(value)) return false;
  return /^[A-Za-z0-9+/]{4,}={0,2}$/.test(value) && text.length >= 4 && !text.startsWith("-----BEGIN CERT");
}
