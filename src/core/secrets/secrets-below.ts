import { ExpectedError } from "../errors.ts";
import type { CallOptions } from "../vault/client.ts";
import type { SecretEnd } from "./secret-end.ts";

/** Paths of all secrets below a folder, relative to it, folder by folder. Throws what listing throws, `cancelled`. */
export async function secretsBelow({ client, at }: SecretEnd, options: CallOptions): Promise<readonly string[]> {
  const found: string[] = [];
  const folders = [""];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    if (options.signal?.aborted === true) throw new ExpectedError({ code: "cancelled" });
    const path = [at.path, folder].filter((part) => part !== "").join("/");
    for (const { name, kind } of await client.list({ mount: at.mount, path }, options)) {
      const below = folder === "" ? name : `${folder}/${name}`;
      (kind === "folder" ? folders : found).push(below);
    }
  }
  return found;
}
