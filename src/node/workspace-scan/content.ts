import type { Detector } from "../../core/detection/detector.ts";
import { locateFindings } from "../../core/detection/locate.ts";
import { isMinified, lineCount } from "../../core/detection/minified.ts";
import { decodeText } from "../scan/decode.ts";
import { CLEAN, type FileResult } from "./file-result.ts";

export interface Content {
  readonly bytes: Uint8Array;
  /** Below the workspace folder, with `/`: for the fingerprint, the language and the severity. */
  readonly path: string;
  /** A minified text too. */
  readonly anyway: boolean;
}

/** What a file holds; nothing where it is no text. */
export function scanContent({ bytes, path, anyway }: Content, detector: Detector): FileResult {
  const decoded = decodeText(bytes);
  if (decoded === undefined) return CLEAN;
  const { text } = decoded;
  if (!anyway && isMinified(path, text.length, () => lineCount(text))) {
    return { findings: [], skipped: { reason: "minified", size: bytes.length } };
  }
  const found = detector.scan(text, { path }, decoded.bytes);
  return found.length === 0 ? CLEAN : { findings: locateFindings(text, found) };
}
