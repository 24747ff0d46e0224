// Vault itself cannot be had here. Its answers as its documentation and sources show them, where they differ from OpenBao's.
import { expect, test } from "vitest";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import type { VaultReply } from "../../../../src/core/transport/transport.ts";
import type { VaultClient } from "../../../../src/core/vault/client.ts";
import { asTest, clientFor, shown } from "../../../support/vault-client.ts";

const AT = { mount: "secret", path: "shop/db" };

/** What Vault puts around every answer. */
function envelope(data: unknown, more: Readonly<Record<string, unknown>> = {}): Partial<VaultReply> {
  const around = {
    request_id: "1",
    lease_id: "",
    renewable: false,
    lease_duration: 0,
    warnings: null,
    mount_type: "kv",
  };
  return { status: 200, body: { ...around, data, wrap_info: null, auth: null, ...more } };
}

const KV2 = {
  accessor: "kv_1",
  config: { default_lease_ttl: 0, force_no_cache: false, max_lease_ttl: 0 },
  deprecation_status: "supported",
  description: "shop's",
  external_entropy_access: false,
  local: false,
  options: { version: "2" },
  path: "secret/",
  plugin_version: "",
  running_plugin_version: "v0.20.0+builtin",
  running_sha256: "",
  seal_wrap: false,
  type: "kv",
  uuid: "u",
};

function clientOn(answers: Readonly<Record<string, Partial<VaultReply>>>): VaultClient {
  return clientFor({
    token: "hvs.CAESIFtoken",
    transport: {
      send: async ({ path }) => {
        const mount = path.startsWith("sys/internal/ui/mounts") ? envelope(KV2) : undefined;
        return { status: 404, headers: {}, body: { errors: [] }, ...(answers[path] ?? mount) };
      },
    },
  });
}

test("engines: fields that OpenBao does not have, engines that hold no secrets, an option that is null", async () => {
  const mounts = envelope({
    auth: { "token/": { type: "token" } },
    secret: {
      "secret/": KV2,
      "old/": { ...KV2, options: null, description: "" },
      "cubbyhole/": { ...KV2, type: "cubbyhole", options: null, local: true },
      "identity/": { ...KV2, type: "identity" },
      "sys/": { ...KV2, type: "system" },
      "admin/": { ...KV2, type: "ns_system" },
    },
  });
  expect(await clientOn({ "sys/internal/ui/mounts": mounts }).mounts(asTest)).toEqual([
    { mount: "cubbyhole", kind: "cubbyhole", description: "shop's" },
    { mount: "old", kind: "kv-1", description: "" },
    { mount: "secret", kind: "kv-2", description: "shop's" },
  ]);
});

test("a version without notes has null for them, and times with nine digits", async () => {
  const metadata = {
    created_time: "2026-11-25T20:01:02.123456789Z",
    custom_metadata: null,
    deletion_time: "",
    destroyed: false,
    version: 3,
  };
  const found = await clientOn({ "secret/data/shop/db": envelope({ data: { a: "b" }, metadata }) }).read(AT, asTest);
  expect(shown(found)).toEqual({ a: "b" });
  expect(found).toMatchObject({ version: 3, created: Date.UTC(2026, 10, 25, 20, 1, 2, 123), expires: undefined });
  expect(found.customMetadata).toBeUndefined();
});

test("metadata: durations in hours, minutes and seconds; who made and who deleted (1.19 and later)", async () => {
  const history = envelope({
    cas_required: true,
    created_time: "2026-11-25T20:01:02.1Z",
    current_version: 2,
    custom_metadata: { owner: "ada" },
    delete_version_after: "3h25m19s",
    last_updated_by: { actor: "jwt-ada", client_id: "c", entity_id: "e", operation: "create" },
    max_versions: 7,
    oldest_version: 1,
    updated_time: "2026-11-25T20:01:02.1Z",
    versions: {
      "1": {
        created_by: null,
        created_time: "2026-11-25T20:01:02.1Z",
        deleted_by: null,
        deletion_time: "",
        destroyed: true,
      },
      "2": { created_time: "2026-11-25T20:01:02.1Z", deletion_time: "2026-11-26T20:01:02.1Z", destroyed: false },
    },
  });
  expect(await clientOn({ "secret/metadata/shop/db": history }).versions(AT, asTest)).toMatchObject({
    current: 2,
    settings: { maxVersions: 7, casRequired: true, deleteAfter: 12_319 },
    versions: [{ version: 2 }, { version: 1, destroyed: true }],
  });
});

test.each([
  ["403, newer", 403, ["1 error occurred:\n\t* invalid accessor\n\n"]],
  ["404, as Vault 1.1x", 404, ["1 error occurred:\n\t* invalid accessor\n\n"]],
  ["400, OpenBao", 400, ["invalid accessor"]],
  ["403 bad token", 403, ["bad token"]],
])("an accessor of a token that is gone: %s", async (_, status, errors) => {
  const client = clientOn({ "auth/token/lookup-accessor": { status, body: { errors } } });
  expect(await client.tokens.lookupAccessor("gone", asTest)).toBeUndefined();
});

test("wrapping: the accessor of what is inside, a look-up with numbers, and the end of a token", async () => {
  const info = {
    token: "hvs.CAESIwrap",
    accessor: "w",
    ttl: 60,
    creation_time: "2026-11-25T20:01:02.123456789Z",
    creation_path: "auth/token/create",
    wrapped_accessor: "inner",
  };
  const facts = {
    creation_path: "auth/token/create",
    creation_time: "2026-11-25T20:01:02.123456789Z",
    creation_ttl: 60,
  };
  const client = clientOn({
    "auth/token/create": { status: 200, body: { data: null, wrap_info: info, auth: null } },
    "sys/wrapping/lookup": envelope(facts),
    "sys/wrapping/unwrap": { status: 400, body: { errors: ["wrapping token is not valid or does not exist"] } },
  });
  const order = { ttl: 600, numUses: 0, renewable: false };
  const wrapped = await client.wrapping.createToken(order, 60, asTest);
  expect(wrapped).toMatchObject({ accessor: "w", ttl: 60, madeAt: "auth/token/create" });
  expect(JSON.stringify(wrapped)).not.toContain("hvs.");
  expect(await client.wrapping.lookup(Secret.of("x"), asTest)).toMatchObject({ ttl: 60, madeAt: "auth/token/create" });
  await expect(client.wrapping.unwrap(wrapped.token, asTest)).rejects.toMatchObject({
    problem: { code: "wrapping-refused" },
  });
});

test("a batch token of a login has no accessor and is told as one", async () => {
  const auth = { client_token: "hvb.AAAA", accessor: "", policies: ["default"], token_type: "batch", orphan: true };
  const client = clientOn({ "auth/token/create": { status: 200, body: { auth: { ...auth, lease_duration: 60 } } } });
  expect(await client.tokens.create({ ttl: 60, numUses: 0, renewable: false }, asTest)).toMatchObject({
    accessor: "",
    type: "batch",
  });
});
