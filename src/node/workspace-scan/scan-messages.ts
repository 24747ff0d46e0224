import type { RuleLoss } from "../custom-rules/rule-thread.ts";
import type { FileResult } from "./file-result.ts";

/** A folder of the workspace. */
export interface ScanFolder {
  /** Absolute. */
  readonly path: string;
  /** Absolute paths of other workspace folders below it, which are scanned for themselves. */
  readonly nested: readonly string[];
}

/** A file below a workspace folder. */
export interface FileRef {
  /** The folder's absolute path. */
  readonly folder: string;
  /** Below it, with `/`. */
  readonly path: string;
}

export type ScanOrder =
  /** Every file of the folders. */
  | { readonly kind: "folders"; readonly folders: readonly ScanFolder[] }
  /** These files, as far as a scan of the folders would look at them; with `anyway`, also large and minified ones. */
  | { readonly kind: "files"; readonly files: readonly FileRef[]; readonly anyway: boolean }
  /** The content of a file that Node cannot read, below the folder of that name. */
  | {
      readonly kind: "content";
      readonly folder: string;
      readonly path: string;
      readonly bytes: Uint8Array;
      readonly anyway: boolean;
    };

/** What is sent to the thread. The first number of `stop` becomes 1 when the order is no longer wanted. */
export interface OrderMessage {
  readonly id: number;
  readonly order: ScanOrder;
  readonly stop: Int32Array;
}

/** A file with something to tell, or one that had and has no more; a file with many findings comes in several pieces. */
export interface FoundFile extends FileRef, FileResult {
  /** The findings follow those of the piece before. */
  readonly isContinued: boolean;
}

export interface ScanCounts {
  /** Files read or known from before. */
  readonly files: number;
  /** Files that were read, since what was known of them was none or old. */
  readonly read: number;
  readonly skipped: number;
  /** Files and folders that could not be read. */
  readonly unread: number;
  /** It was stopped before its end. */
  readonly isPartial: boolean;
}

/** A rule of the person's that is left out from now on, or all of them where their thread did not start. */
export type LostRule =
  | { readonly id: string; readonly pattern: string; readonly why: RuleLoss }
  | { readonly why: "no-thread" };

export type ScanNews =
  | { readonly kind: "lost-rule"; readonly lost: LostRule }
  | { readonly kind: "progress"; readonly done: number; readonly of: number }
  | { readonly kind: "found"; readonly files: readonly FoundFile[] };

export type ThreadMessage =
  | (ScanNews & { readonly id: number })
  | { readonly id: number; readonly kind: "ended"; readonly counts: ScanCounts }
  /** `text`: the name of the error, nothing of a file. */
  | { readonly id: number; readonly kind: "failed"; readonly text: string };

export interface CustomSettings {
  /** By the folder's absolute path, or by what orders call one that Node cannot read. */
  readonly rules: Readonly<Record<string, string>>;
  readonly worker: string;
}

/** What the thread is started with. */
export interface ThreadSettings {
  /** The detection bundle: a change of it is a change of rules. */
  readonly rules: string;
  /** Where to keep what is known of files; undefined: nowhere. */
  readonly cache: string | undefined;
  /** A person's own rules for each folder that has some, as JSON, unread, and the worker that runs their patterns. */
  readonly custom?: CustomSettings | undefined;
}
