import { problemCode } from "../../core/errors.ts";
import { describe } from "../messages.ts";
import type { Services } from "../services.ts";

/** Lets VS Code keep a key of its own, and says so where it cannot. */
export async function keepOwnSlot(services: Services): Promise<void> {
  try {
    await services.ownSlot().keep();
  } catch (error) {
    if (problemCode(error) !== "storage-not-kept") throw error;
    services.log.problem("own slot", error);
    await services.ask.toast({ level: "warning", text: describe({ code: "storage-not-kept" }).text });
  }
}
