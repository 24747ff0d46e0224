import type { Disposable } from "vscode";
import { createHandover, type Handover } from "../../node/launch/handover.ts";
import { Disposables } from "../disposables.ts";
import { lazy } from "../lazy.ts";
import { registerCommand } from "../register-command.ts";
import { requireTrust } from "../require-trust.ts";
import type { Services } from "../services.ts";
import { askApproval } from "./approve-mapping.ts";
import { chooseMapping, readChosen } from "./choose-mapping.ts";
import { createMappingProblems } from "./mapping-problems.ts";
import { runCommand } from "./run-command.ts";
import { terminalCommands } from "./terminal-commands.ts";

/** Starts programs with the values of a mapping, past everything that other extensions can read. */
export function injection(services: Services): Disposable {
  const owned = new Disposables();
  const { approvals } = services;
  const handover = lazy<Handover>(() => createHandover());
  const problems = owned.add(createMappingProblems());
  const parts = { services, approvals, problems, handover };
  owned.add(terminalCommands(parts));
  owned.add(runCommand(parts));
  owned.add(
    registerCommand(services, "lockers.allowMapping", async (argument) => {
      requireTrust("allowed");
      const chosen = await chooseMapping(services.ask, "Allow Mapping", argument);
      await askApproval(services.ask, approvals, await readChosen(chosen));
    }),
  );
  owned.add({ dispose: () => handover.built()?.close() });
  return owned;
}
