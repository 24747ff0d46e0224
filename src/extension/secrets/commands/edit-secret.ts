import { type Disposable, l10n } from "vscode";
import { bytesOf } from "../../../core/secrets/value-kind.ts";
import type { SecretData } from "../../../core/vault/types.ts";
import { registerCommand } from "../../register-command.ts";
import type { Services } from "../../services.ts";
import { meantFor } from "../choose.ts";
import { formTab } from "../form/form-tab.ts";
import type { StoredKey } from "../form/form-messages.ts";
import { sizeWords } from "../../size-words.ts";
import { storeLabel } from "../form/store-label.ts";
import { baseOf } from "../form/save-secret.ts";
import { type KeyPlace, lastPart, type SecretPlace } from "../place.ts";
import { reveal } from "./reveal.ts";

/** The command *Edit Secret*: the form with the names of the keys; each value is unchanged until it is typed in. */
export function editSecretCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.editSecret", async (...args) => {
    const [place] = await meantFor(services, l10n.t("Edit Secret"), args);
    if (place !== undefined) await editSecret(services, place, "value");
  });
}

/** Opens the form of a secret; a key stands for its secret. `focus`: where the cursor is. */
export async function editSecret(
  services: Services,
  { server, engine, at }: SecretPlace | KeyPlace,
  focus: "value" | "add-key",
): Promise<void> {
  const place: SecretPlace = { kind: "secret", server, engine, at };
  const client = await services.connections().client(server);
  const read = await client.read(at, { audit: { who: "form", why: "names of the keys" } });
  formTab(services, {
    title: l10n.t("{0} (edit)", lastPart(at)),
    start: {
      mode: "edit",
      stores: [{ server, label: storeLabel(server), mounts: [at.mount] }],
      server,
      mount: at.mount,
      path: at.path,
      keys: storedKeys(read.fields),
      focus,
    },
    engine: () => engine,
    base: baseOf(read, services.random),
    showStored: async () => reveal(services, place),
  });
}

/** What the form is told of the keys that are there: no values. */
function storedKeys(fields: SecretData): readonly StoredKey[] {
  return [...fields].map(([name, { value, json }]) => {
    const bytes = json ? undefined : bytesOf(value.reveal());
    const label = bytes === undefined ? "" : l10n.t("file, {0}", sizeWords(bytes.length));
    return { name, json, file: bytes === undefined ? undefined : { id: undefined, label } };
  });
}
