/** A real OpenBao that is one of the servers. */

import type { OpenBao } from "../../support/openbao.ts";
import { startOpenBao } from "../../support/openbao.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import type { TestContext } from "../harness.ts";
import { servicesOf } from "./answers.ts";

const CALL = { audit: { who: "suite" } };

/** Adds the server and signs in: with `token`, or as root. Removes it after the test. */
export async function signedInTo(context: TestContext, name: string, bao: OpenBao, token = bao.token): Promise<void> {
  const services = servicesOf(context);
  await services.settings.write("lockers.servers", [
    ...services
      .connections()
      .profiles()
      .map(({ name: other, addresses }) => ({ name: other, addresses })),
    { name, addresses: [bao.address] },
  ]);
  await context.waitUntil("the server", () =>
    services
      .connections()
      .profiles()
      .some((profile) => profile.name === name),
  );
  await services.sessions().signInWithToken(name, Secret.of(token), CALL);
  context.cleanUp(async () => {
    await services
      .sessions()
      .signOut(name, CALL)
      .catch(() => undefined);
    await services.settings.write("lockers.servers", []);
  });
}

/** Ends with the test. */
export async function openBao(context: TestContext): Promise<OpenBao> {
  const bao = await startOpenBao();
  context.cleanUp(async () => bao.stop());
  return bao;
}
