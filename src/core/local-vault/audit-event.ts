import type { AuditEvent } from "../audit/audit.ts";
import type { VaultRequest } from "../transport/transport.ts";
import type { Asked } from "./request.ts";

const SILENT = /^sys\/(?:health|seal-status|leader|init|internal\/ui\/mounts(?:\/.*)?)$/;

/** True for what is asked all the time and tells of nothing: no line is due. */
export function isSilent({ path }: Asked): boolean {
  return SILENT.test(path);
}

/** The line of the access log for an answered request, or undefined where none is due. Never a value. */
export function auditEvent(
  request: VaultRequest,
  asked: Asked,
  answered: { readonly at: number; readonly status: number; readonly accessor: string | undefined },
): AuditEvent | undefined {
  if (isSilent(asked)) return undefined;
  const { at, status, accessor } = answered;
  return {
    who: "unknown",
    ...request.audit,
    at,
    server: "local",
    action: actionOf(asked),
    path: asked.path,
    status,
    ...(accessor === undefined ? {} : { accessor }),
  };
}

function actionOf({ operation, path }: Asked): AuditEvent["action"] {
  if (path.startsWith("auth/token/") || path.startsWith("sys/wrapping/")) return "token";
  if (path.startsWith("sys/")) return "other";
  return operation === "update" || operation === "patch" ? "write" : operation;
}
