import type { AuditPort } from "../../core/audit/audit.ts";
import { problemCode } from "../../core/errors.ts";
import type { LocalVault } from "../../core/local-vault/local-vault.ts";
import type { Log } from "../../core/ports.ts";

/** Keeps what happens on servers in the local vault's access log; in the window's log while that is locked or absent. */
export function vaultAudit(vault: () => LocalVault, log: Log): AuditPort {
  return {
    failed: (error) => log.problem("audit.failed", error),
    record: async (event) => {
      try {
        await vault().recordAudit(event);
      } catch (error) {
        const code = problemCode(error);
        if (code !== "locked" && code !== "vault-absent") throw error;
        const { keys, ...told } = event;
        log.info("access", { ...told, ...(keys === undefined ? {} : { keys: keys.join(",") }) });
      }
    },
  };
}
