import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type { Detection } from "../../core/detection/detection.ts";
import type { Detector } from "../../core/detection/detector.ts";
import { isObject } from "../../core/local-vault/note.ts";
import { customDetection } from "../custom-rules/custom-detection.ts";
import { createCustomFinder, type CustomFinder } from "../custom-rules/custom-finder.ts";
import { writePrivateFile } from "../private-file.ts";
import { runOrder } from "./run-order.ts";
import { LARGEST_TEXT, parseScanCache, type ScanCache } from "./scan-cache.ts";
import type { LostRule, OrderMessage, ScanCounts, ThreadMessage } from "./scan-messages.ts";

/** The entry of the thread that scans a workspace, so that reading thousands of files does not stop the editor. */

const settings: unknown = workerData;
const cacheFile = isObject(settings) && typeof settings["cache"] === "string" ? settings["cache"] : undefined;
const bundle = isObject(settings) && typeof settings["rules"] === "string" ? settings["rules"] : "";
const custom = isObject(settings) && isObject(settings["custom"]) ? settings["custom"] : undefined;

let cache: ScanCache | undefined;

/** The name of the rules that find things now; undefined where they cannot be told from others, and nothing is to be kept. */
const rules = ((): string | undefined => {
  try {
    return createHash("sha256")
      .update(readFileSync(bundle))
      .update(JSON.stringify(custom ?? {}))
      .digest("hex");
  } catch {
    return undefined;
  }
})();

function readCache(): ScanCache {
  try {
    const text = cacheFile === undefined || rules === undefined ? "" : readFileSync(cacheFile, "utf8");
    return parseScanCache(text.length > LARGEST_TEXT * 2 ? "" : text, rules ?? "");
  } catch {
    return parseScanCache("", rules ?? ""); // none yet
  }
}

async function writeCache(known: ScanCache): Promise<void> {
  if (cacheFile === undefined || rules === undefined || !known.isChanged) return;
  try {
    await mkdir(dirname(cacheFile), { recursive: true });
    await writePrivateFile(cacheFile, known.encode());
  } catch {
    // Without it the next scan takes longer, and no more.
  }
}

/** False once one of the person's rules was switched off. */
let isWhole = true;
/** The order that is being carried out: who gave it hears of rules that are lost. */
let current = 0;

function lose(lost: LostRule): void {
  isWhole = false;
  tell({ id: current, kind: "lost-rule", lost });
}

let finder: CustomFinder | undefined;
const detectors = new Map<string, Promise<Detector>>();

/** Folders with the same rules share a detector, and all of them the thread that runs those. */
async function detectorFor(folder: string): Promise<Detector> {
  const sets = custom?.["rules"];
  const json = isObject(sets) ? sets[folder] : undefined;
  const own = typeof json === "string" ? json : "";
  const known = detectors.get(own) ?? loadDetector(own);
  detectors.set(own, known);
  return known;
}

async function loadDetector(json: string): Promise<Detector> {
  const { createDetection } = await import("../../core/detection/detection.ts");
  return withRules(createDetection(), json, custom?.["worker"]).detector;
}

/** Rules that cannot be used are told of by the editor, which reads them too. */
function withRules(detection: Detection, json: string, script: unknown): Detection {
  if (json === "" || typeof script !== "string") return detection;
  const { rules: own } = detection.parseCustomRules(JSON.parse(json), (id) => detection.ruleName(id) !== undefined);
  finder ??= createCustomFinder({
    script,
    onSwitchedOff: ({ id, pattern }, why) => lose({ id, pattern, why }),
    onNoThread: () => lose({ why: "no-thread" }),
  });
  return customDetection(detection, own, finder);
}

async function carryOut({ id, order, stop }: OrderMessage): Promise<ScanCounts> {
  cache ??= readCache();
  current = id;
  const counts = await runOrder(order, {
    cache,
    detector: detectorFor,
    isStopped: () => Atomics.load(stop, 0) !== 0,
    isWhole: () => isWhole,
    tell: (news) => tell({ id, ...news }),
    now: () => Date.now(),
  });
  if (order.kind === "folders") await writeCache(cache);
  return counts;
}

function tell(message: ThreadMessage): void {
  parentPort?.postMessage(message, []);
}

let last: Promise<void> = Promise.resolve();

async function answer(message: OrderMessage, before: Promise<void>): Promise<void> {
  await before;
  try {
    tell({ id: message.id, kind: "ended", counts: await carryOut(message) });
  } catch (error) {
    tell({ id: message.id, kind: "failed", text: error instanceof Error ? error.name : "thrown" });
  }
}

parentPort?.on("message", (message: OrderMessage) => {
  last = answer(message, last);
});
