import { homedir } from "node:os";
import { createApprovals, type Approvals } from "../node/mapping/approvals.ts";
import { places } from "../node/places.ts";
import type { CommandContext } from "./command.ts";

/** The person's approvals of mappings. Needs no vault and no server. */
export function approvalsOf({ env }: CommandContext): Approvals {
  return createApprovals(places({ env, platform: process.platform, home: homedir() }).approvals);
}
