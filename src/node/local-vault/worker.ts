import { parentPort, workerData } from "node:worker_threads";
import { ExpectedError } from "../../core/errors.ts";
import { isObject } from "../../core/local-vault/note.ts";
import { Secret } from "../../core/secrets/secret.ts";
import type { OpenVault } from "./open-vault.ts";
import { vaultKeeper } from "./vault-keeper.ts";
import { vaultHolder } from "./vault-holder.ts";
import {
  type BackupCall,
  type HolderCall,
  isWireMessage,
  type KeyCall,
  openingFromWire,
  orderFromWire,
  replyToWire,
  requestFromWire,
  type VaultCall,
  type WireAnswer,
  type WireCall,
} from "./wire.ts";

/** The entry of the thread that holds a local vault, so that neither scrypt nor a busy database stops the editor. */

const settings: unknown = workerData;
const file = isObject(settings) && typeof settings["file"] === "string" ? settings["file"] : "";
const holder = vaultHolder({ file });
const keeper = vaultKeeper(holder);

parentPort?.on("message", (message: unknown) => {
  if (isWireMessage(message)) parentPort?.postMessage(answerTo(message.id, message.call), []);
});

function answerTo(id: number, call: WireCall): WireAnswer {
  try {
    return { id, kind: "value", value: answer(call) };
  } catch (error) {
    if (error instanceof ExpectedError) return { id, kind: "problem", problem: error.problem };
    return { id, kind: "bug", text: error instanceof Error ? `${error.name}: ${error.message}` : "thrown" };
  }
}

function answer(call: WireCall): unknown {
  switch (call.on) {
    case "file":
      return onFile(call);
    case "keys":
      return onKeys(call);
    case "backup":
      return onBackup(call);
    case "vault":
    default:
      return onVault(holder.current(), call);
  }
}

function onKeys(call: KeyCall): unknown {
  switch (call.op) {
    case "slotKinds":
      return keeper.slotKinds();
    case "rotateDataKey":
      return keeper.rotateDataKey();
    case "changePassphrase":
      return keeper.changePassphrase(Secret.of(call.opening.text));
    case "dropOtherRecoveryKeys":
      return keeper.dropOtherRecoveryKeys(Secret.of(call.opening.text));
    case "addRecoveryKey":
    default:
      return keeper.addRecoveryKey(openingFromWire(call.opening)).reveal();
  }
}

function onBackup(call: BackupCall): unknown {
  switch (call.op) {
    case "backUp":
      return keeper.backUp(orderFromWire(call.order));
    case "compare":
      return keeper.compareBackup(orderFromWire(call.order));
    case "restore":
    default:
      return keeper.restore(orderFromWire(call.order));
  }
}

function onFile(call: HolderCall): unknown {
  switch (call.op) {
    case "state":
      return holder.state();
    case "lock":
      return holder.close();
    case "vaultId":
      return holder.vaultId();
    case "request":
      return replyToWire(holder.request(requestFromWire(call.request)));
    case "addSlot": {
      const { key, ...slot } = holder.addSlot();
      return { ...slot, key: key.reveal() };
    }
    case "create":
    case "unlock":
    default: {
      const opening = openingFromWire(call.opening);
      if (call.op === "unlock") return holder.unlock(opening);
      return opening.kind === "slot-key" ? undefined : holder.create(opening);
    }
  }
}

function onVault(vault: OpenVault, call: VaultCall): unknown {
  switch (call.op) {
    case "ownerToken":
      return vault.ownerId;
    case "auditProblem":
      return vault.auditProblem();
    case "read":
      return vault.records.read(call.name);
    case "write":
      return vault.records.write(call.name, call.note);
    case "remove":
      return vault.records.remove(call.name);
    case "names":
      return vault.records.names(call.name);
    case "recordAudit":
      return vault.recordAudit(call.event);
    case "auditEvents":
    default:
      return vault.auditEvents(call.limit);
  }
}
