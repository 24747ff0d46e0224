import { printable } from "../core/text/printable.ts";
import type { AskPassphrase } from "../node/https/client-certificate.ts";
import type { Io } from "./io.ts";

/** Asks for what opens the key of a client certificate, where a person can be asked. */
export function askKeyPassphrase({ io }: { readonly io: Io }): { readonly askPassphrase?: AskPassphrase } {
  if (!io.canAsk) return {};
  return { askPassphrase: (file) => io.askHidden(`Passphrase of ${printable(file)} (not shown): `) };
}
