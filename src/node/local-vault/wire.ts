import { parseExactJson } from "../../core/exact-json.ts";
import type { AuditEvent } from "../../core/audit/audit.ts";
import type { Problem } from "../../core/errors.ts";
import type { BackupFile, BackupOrder, Opening, RestoreOrder } from "../../core/local-vault/local-vault.ts";
import { isObject } from "../../core/local-vault/note.ts";
import { Secret } from "../../core/secrets/secret.ts";
import type { VaultReply, VaultRequest } from "../../core/transport/transport.ts";

/** What goes to the worker. A `Secret` does not survive the way between threads: its text goes, within the process. */
export type WireCall = HolderCall | VaultCall | KeyCall | BackupCall;

/** For the file, open or not. */
export type HolderCall =
  | { readonly on: "file"; readonly op: "state" | "lock" | "addSlot" | "vaultId" }
  | { readonly on: "file"; readonly op: "create" | "unlock"; readonly opening: WireOpening }
  | { readonly on: "file"; readonly op: "request"; readonly request: WireRequest };

/** For what opens it. */
export type KeyCall =
  | { readonly on: "keys"; readonly op: "slotKinds" | "rotateDataKey" }
  | {
      readonly on: "keys";
      readonly op: "changePassphrase" | "addRecoveryKey" | "dropOtherRecoveryKeys";
      readonly opening: WireOpening;
    };

/** For the whole of the vault and a backup of it. */
export type BackupCall =
  | { readonly on: "backup"; readonly op: "backUp"; readonly order: Wired<BackupOrder> }
  | { readonly on: "backup"; readonly op: "compare"; readonly order: Wired<BackupFile> }
  | { readonly on: "backup"; readonly op: "restore"; readonly order: Wired<RestoreOrder> };

/** For the open vault. */
export type VaultCall =
  | { readonly on: "vault"; readonly op: "ownerToken" | "auditProblem" }
  | { readonly on: "vault"; readonly op: "read" | "remove" | "names"; readonly name: string }
  | { readonly on: "vault"; readonly op: "write"; readonly name: string; readonly note: unknown }
  | { readonly on: "vault"; readonly op: "recordAudit"; readonly event: AuditEvent }
  | { readonly on: "vault"; readonly op: "auditEvents"; readonly limit: number };

type Wired<Order extends BackupFile> = Omit<Order, "passphrase"> & { readonly passphrase: string };

export interface WireOpening {
  readonly kind: Opening["kind"];
  readonly slot: string;
  readonly text: string;
}

/** Bodies go as JSON: numbers that JavaScript cannot hold do not survive the way between threads. */
export type WireRequest = Omit<VaultRequest, "token" | "body"> & {
  readonly token: string | undefined;
  readonly json: string | undefined;
};

export interface WireMessage {
  readonly id: number;
  readonly call: WireCall;
}

/** What comes back: a value, a problem a person can meet, or the text of a bug. */
export type WireAnswer =
  | { readonly id: number; readonly kind: "value"; readonly value: unknown }
  | { readonly id: number; readonly kind: "problem"; readonly problem: Problem }
  | { readonly id: number; readonly kind: "bug"; readonly text: string };

/** Both ends are ours and of one build: this tells our messages from other libraries', not good ones from bad ones. */
export function isWireMessage(value: unknown): value is WireMessage {
  return isObject(value) && typeof value["id"] === "number" && isObject(value["call"]);
}

export function isWireAnswer(value: unknown): value is WireAnswer {
  return isObject(value) && typeof value["id"] === "number" && typeof value["kind"] === "string";
}

export function openingToWire(opening: Opening): WireOpening {
  switch (opening.kind) {
    case "passphrase":
      return { kind: opening.kind, slot: "", text: opening.passphrase.reveal() };
    case "recovery-key":
      return { kind: opening.kind, slot: "", text: opening.key.reveal() };
    case "slot-key":
    default:
      return { kind: opening.kind, slot: opening.slot, text: opening.key.reveal() };
  }
}

export function openingFromWire({ kind, slot, text }: WireOpening): Opening {
  const secret = Secret.of(text);
  switch (kind) {
    case "passphrase":
      return { kind, passphrase: secret };
    case "recovery-key":
      return { kind, key: secret };
    case "slot-key":
    default:
      return { kind, slot, key: secret };
  }
}

export function requestToWire({ token, body, ...rest }: VaultRequest): WireRequest {
  return { ...rest, token: token?.reveal(), json: textOf(body) };
}

export function requestFromWire({ token, json, ...rest }: WireRequest): VaultRequest {
  return { ...rest, token: token === undefined ? undefined : Secret.of(token), body: bodyOf(json) };
}

export interface WireReply extends Omit<VaultReply, "body"> {
  readonly json: string | undefined;
}

export function replyToWire({ body, ...rest }: VaultReply): WireReply {
  return { ...rest, json: textOf(body) };
}

export function replyFromWire({ json, ...rest }: WireReply): VaultReply {
  return { ...rest, body: bodyOf(json) };
}

function textOf(body: unknown): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body);
}

function bodyOf(json: string | undefined): unknown {
  return json === undefined ? undefined : parseExactJson(json);
}

export function orderToWire<Order extends BackupFile>({ passphrase, ...rest }: Order): Wired<Order> {
  return { ...rest, passphrase: passphrase.reveal() };
}

/** What is in an order for a backup beside its passphrase stays as it came. */
export function orderFromWire<Order extends object>({
  passphrase,
  ...rest
}: Order & { readonly passphrase: string }): Omit<Order, "passphrase"> & { readonly passphrase: Secret } {
  return { ...rest, passphrase: Secret.of(passphrase) };
}
