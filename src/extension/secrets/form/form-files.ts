import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { readFile, stat } from "node:fs/promises";
import { l10n } from "vscode";
import { ExpectedError } from "../../../core/errors.ts";
import { Secret } from "../../../core/secrets/secret.ts";
import { fileBytes, storedText } from "../../../core/secrets/value-kind.ts";
import { writePrivateFile } from "../../../node/private-file.ts";
import type { Services } from "../../services.ts";
import { sizeWords } from "../../size-words.ts";
import type { FormFile } from "./form-messages.ts";

/** No Vault server takes a larger request unless it was told to (`max_request_size`). */
const MOST = 32 * 1024 * 1024;

/** Files that were chosen for values of one form. Their content stays in the host. */
export interface FormFiles {
  /** Asks for a file; undefined where the person left. Throws `file-unreadable`, and `bad-input` for one that no server takes. */
  choose(services: Services): Promise<FormFile | undefined>;
  /** Keeps a file that is at hand. */
  take(name: string, bytes: Uint8Array): FormFile;
  /** Keeps a file by its path. Throws as `choose` does. */
  read(path: string): Promise<FormFile>;
  /** What is stored for a chosen file; undefined for an id that is none of this form's. */
  valueOf(id: string): Secret | undefined;
}

export function formFiles(): FormFiles {
  const chosen = new Map<string, Secret>();
  const take = (name: string, bytes: Uint8Array): FormFile => {
    const id = randomUUID();
    chosen.set(id, Secret.of(storedText(bytes)));
    return { id, name, label: l10n.t("{0}, {1}", name, sizeWords(bytes.length)) };
  };
  const read = async (path: string): Promise<FormFile> => take(basename(path), await readSmall(path));
  return {
    take,
    read,
    choose: async (services) => {
      const path = await services.ask.file({ kind: "open", title: l10n.t("Choose a File") });
      return path === undefined ? undefined : read(path);
    },
    valueOf: (id) => chosen.get(id),
  };
}

async function readSmall(path: string): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  let size = 0;
  try {
    ({ size } = await stat(path));
    bytes = size > MOST ? undefined : await readFile(path);
  } catch (error) {
    throw new ExpectedError({ code: "file-unreadable", file: path }, { cause: error });
  }
  if (bytes !== undefined) return bytes;
  const reason = l10n.t("{0} is more than a server takes ({1})", sizeWords(size), sizeWords(MOST));
  throw new ExpectedError({ code: "bad-input", what: basename(path), reason });
}

/** Asks where to, and writes a stored value there as a file holds it, for the person alone. Nothing where the person left. */
export async function saveValueAs(services: Services, name: string, value: Secret): Promise<void> {
  const path = await services.ask.file({ kind: "save", title: l10n.t("Save {0} As", name), name: fileName(name) });
  if (path === undefined) return;
  const bytes = fileBytes(value.reveal());
  try {
    await writePrivateFile(path, bytes);
  } catch (error) {
    throw new ExpectedError({ code: "file-unwritable", file: path }, { cause: error });
  } finally {
    bytes.fill(0);
  }
}

/** The key's name without what a file's name cannot hold. */
function fileName(key: string): string {
  return key.replaceAll(/[\p{Cc}<>:"/\\|?*]/gu, "_").slice(0, 100) || "value";
}
