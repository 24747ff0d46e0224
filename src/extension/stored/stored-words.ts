import { LOCAL } from "../../core/connections/connections.ts";
import type { KnownPlace } from "../../core/stored/known-values.ts";

/** `local › secret/shop/stripe`. */
export function storedPlaceWords({ server, at }: Pick<KnownPlace, "server" | "at">): string {
  return `${server === LOCAL ? "local" : server} › ${at.mount}/${at.path}`;
}
