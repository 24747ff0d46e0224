import { base64UrlText } from "../base64.ts";
import { marvin32 } from "../marvin.ts";
import { variableOf } from "../format.ts";
import { NONE, type Match, type Place, type Rule } from "../rule.ts";

/** A key that carries four fixed characters before its checksum (https://github.com/microsoft/security-utilities). */
interface SignedKey {
  readonly title: string;
  /** In their own case. */
  readonly signature: string;
  /** How many characters stand before them. */
  readonly before: number;
  /** Pattern of what stands behind them. */
  readonly after: string;
  /** Seeds of the checksum of the kinds of such keys; none where nothing is published. */
  readonly seeds: readonly string[];
}

/** Keys of 32 bytes, of 39 and 40 (which have a character of the signature's own alphabet less) and of 64 bytes. */
const KEY32 = { before: 33, after: "[A-P][A-Za-z0-9+/]{5}=" };
const KEY39 = { before: 42, after: "[A-D][A-Za-z0-9+/]{5}" };
const KEY64 = { before: 76, after: "[A-Za-z0-9+/]{5}[AQgw]==" };
const MESSAGING = ["System00", "Unknown0", "Send0000", "Manage00", "Listen00"];
const COSMOS = ["SysAll00", "Resour00", "MastRO00", "SystRO00", "Encryp00", "MastRW00", "SystRW00"];

const SIGNED: readonly SignedKey[] = [
  { title: "Azure Cache for Redis key", signature: "AzCa", ...KEY32, seeds: ["Access00"] },
  { title: "Azure Service Bus key", signature: "+ASb", ...KEY32, seeds: MESSAGING },
  { title: "Azure Event Hubs key", signature: "+AEh", ...KEY32, seeds: MESSAGING },
  { title: "Azure Relay key", signature: "+ARm", ...KEY32, seeds: MESSAGING },
  { title: "Azure IoT key", signature: "AIoT", ...KEY32, seeds: ["IoTHub00", "DpsKey00", "Device00"] },
  { title: "Azure Event Grid key", signature: "AZEG", ...KEY32, seeds: ["SendRecv"] },
  { title: "Azure Container Registry key", signature: "+ACR", ...KEY39, seeds: ["ACRDflt0"] },
  { title: "Azure AI Search key", signature: "AzSe", ...KEY39, seeds: ["Query000", "PAdmin00"] },
  {
    title: "Azure Functions key",
    signature: "AzFu",
    before: 44,
    after: "[\\w-]{5}[AQgw]==",
    seeds: ["Master00", "System00", "Functi00"],
  },
  { title: "Azure Storage key", signature: "+ASt", ...KEY64, seeds: ["Default0"] },
  { title: "Azure Cosmos DB key", signature: "ACDb", ...KEY64, seeds: COSMOS },
  { title: "Azure Batch key", signature: "+ABa", ...KEY64, seeds: ["AbAcct00"] },
  { title: "Azure Machine Learning key", signature: "+AMC", ...KEY64, seeds: ["Classic0"] },
  {
    title: "Azure API Management key",
    signature: "APIM",
    ...KEY64,
    seeds: ["Tenant00", "IoTHub00", "Gateway0", "GitKey00"],
  },
  // Common annotated keys: AI services, OpenAI, DevOps, Maps, SQL and what comes after them.
  {
    title: "Azure annotated key",
    signature: "JQQJ9",
    before: 52,
    after: "[9DH][A-Za-z0-9][A-L][A-Za-z0-9]{16}[A-Za-z][A-Za-z0-9]{7}(?:[A-Za-z0-9]{2}==)?",
    seeds: [],
  },
];

/** Keys of Azure's services that can be told by themselves. */
export const azure: readonly Rule[] = SIGNED.map(signed);

function signed(key: SignedKey): Rule {
  const id = key.title.toLowerCase().replaceAll(" ", "-");
  const after = new RegExp(`${key.after}(?![A-Za-z0-9+/=_-])`, "y");
  return {
    id,
    title: key.title,
    kind: "format",
    keywords: [key.signature.toLowerCase()],
    variable: variableOf(id),
    shape: {
      told: "inside",
      marks: [key.signature],
      pattern: `[A-Za-z0-9+/]{${key.before}}${key.signature.replace("+", "\\+")}${key.after}`,
      hasChecksum: key.seeds.length > 0,
    },
    mayBeAt: (text, start) => text.startsWith(key.signature, start),
    find: (place) => findSigned(place, key, after),
  };
}

function findSigned({ text, start, end }: Place, key: SignedKey, after: RegExp): readonly Match[] {
  const from = start - key.before;
  if (from < 0 || isInner(text, from - 1) || !/^[A-Za-z0-9+/_-]+$/.test(text.slice(from, start))) return NONE;
  after.lastIndex = end;
  if (!after.test(text)) return NONE;
  const secret = text.slice(from, after.lastIndex);
  return [{ start: from, end: after.lastIndex, severity: hasChecksum(secret, key.seeds) ? "certain" : "likely" }];
}

function isInner(text: string, at: number): boolean {
  return at >= 0 && /[A-Za-z0-9+/_-]/.test(text.charAt(at));
}

/** True where the last four bytes are the checksum of those before them, or where no seed is known. */
function hasChecksum(secret: string, seeds: readonly string[]): boolean {
  if (seeds.length === 0) return true;
  const bytes = Uint8Array.from(base64UrlText(secret), (character) => character.charCodeAt(0));
  const body = bytes.slice(0, -4);
  const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(-4);
  const written = ((d << 24) | (c << 16) | (b << 8) | a) >>> 0;
  return seeds.some((seed) => marvin32(body, seed) === written);
}
