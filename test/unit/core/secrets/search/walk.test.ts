import { expect, test } from "vitest";
import { ExpectedError } from "../../../../../src/core/errors.ts";
import { walk } from "../../../../../src/core/secrets/search/walk.ts";
import type { VaultClient } from "../../../../../src/core/vault/client.ts";
import type { Entry, Mount, SecretPath } from "../../../../../src/core/vault/types.ts";

const options = { audit: { who: "test" } };

function server(folders: Readonly<Record<string, readonly string[] | ExpectedError>>, mounts: readonly Mount[]) {
  let running = 0;
  const seen = { most: 0, listed: [] as string[] };
  const client: Pick<VaultClient, "mounts" | "list"> = {
    mounts: () => Promise.resolve(mounts),
    list: async ({ mount, path }: SecretPath) => {
      running += 1;
      seen.most = Math.max(seen.most, running);
      seen.listed.push(`${mount}/${path}`);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      const names = folders[`${mount}/${path}`] ?? [];
      if (names instanceof ExpectedError) throw names;
      return names.map((name): Entry =>
        name.endsWith("/") ? { name: name.slice(0, -1), kind: "folder" } : { name, kind: "secret" },
      );
    },
  };
  return { client, seen };
}

const kv = (mount: string): Mount => ({ mount, kind: "kv-2", description: "" });
const refusal = new ExpectedError({ code: "not-allowed", server: "egi", path: "secret/b", right: "list" });

async function walked(client: Pick<VaultClient, "mounts" | "list">) {
  const found: string[] = [];
  const refused: string[] = [];
  await walk(
    client,
    {
      found: (paths) => found.push(...paths.map(({ mount, path }) => `${mount}:${path}`)),
      refused: ({ mount, path }) => refused.push(`${mount}:${path}`),
    },
    options,
  );
  return { found: found.toSorted(), refused };
}

test("all mounts and folders but cubbyhole; a closed folder is told and passed over", async () => {
  const { client, seen } = server(
    { "secret/": ["a", "a/", "b/"], "secret/a": ["x", "y/"], "secret/a/y": ["z"], "secret/b": refusal, "kv/": ["k"] },
    [kv("secret"), kv("kv"), { mount: "cubbyhole", kind: "cubbyhole", description: "" }],
  );
  expect(await walked(client)).toEqual({
    found: ["kv:k", "secret:a", "secret:a/x", "secret:a/y/z"],
    refused: ["secret:b"],
  });
  expect(seen.listed).not.toContain("cubbyhole/");
});

test("many folders are listed at once, but not all", async () => {
  const names = Array.from({ length: 40 }, (_, index) => `f${index}/`);
  const { client, seen } = server({ "secret/": names }, [kv("secret")]);
  await walked(client);
  expect(seen.listed).toHaveLength(41);
  expect(seen.most).toBe(8);
});

test("a server that fails ends it", async () => {
  const gone = new ExpectedError({ code: "unreachable", server: "egi", tried: [] });
  const { client } = server({ "secret/": gone }, [kv("secret")]);
  await expect(walked(client)).rejects.toBe(gone);
});

test("a server that makes folders up without end is left at some depth", async () => {
  const client: Pick<VaultClient, "mounts" | "list"> = {
    mounts: () => Promise.resolve([kv("secret")]),
    list: () => Promise.resolve([{ name: "again", kind: "folder" }]),
  };
  expect((await walked(client)).refused).toHaveLength(1);
});
