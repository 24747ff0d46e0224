import type { SignIn } from "../../../src/core/connections/connections.ts";
import type { TestContext } from "../harness.ts";
import { servicesOf } from "./answers.ts";

/** Puts one server named `suite` into the settings, for this test. */
export async function withServer(
  context: TestContext,
  address: string,
  signIn: SignIn = { kind: "token" },
): Promise<void> {
  const services = servicesOf(context);
  await services.settings.write("lockers.servers", [{ name: "suite", addresses: [address], signIn }]);
  context.cleanUp(async () => {
    if (
      services
        .connections()
        .profiles()
        .some(({ name }) => name === "suite")
    )
      await services.sessions().signOut("suite", { audit: { who: "suite" } });
    services.reach().forget("suite");
    await services.globalMemory.update("lockers.signInWay.suite", undefined);
    await services.globalMemory.update("lockers.signInName.suite", undefined);
    await services.settings.write("lockers.servers", []);
  });
}
