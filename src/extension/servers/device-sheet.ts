import { env, l10n, Uri } from "vscode";
import type { DeviceCode } from "../../core/sessions/sessions.ts";
import type { CallOptions } from "../../core/vault/client.ts";
import type { Sheet } from "../ask.ts";
import type { Services } from "../services.ts";
import { pasteInstead, waitingRow } from "./browser-sheet.ts";
import { otherWays } from "./sign-in-input.ts";
import { type Choice, type Ended, waitWithSheet } from "./waiting-sheet.ts";
import { copyText } from "../clipboard.ts";

/** Signs in by a code that is typed on another device. */
export async function deviceSheet(services: Services, server: string, call: CallOptions): Promise<Ended> {
  const ending = new AbortController();
  let code: DeviceCode | undefined;
  let given: (() => void) | undefined;
  const more = new Promise<void>((resolve) => {
    given = resolve;
  });
  const showCode = (shown: DeviceCode): void => {
    code = shown;
    given?.();
  };
  const started = services.sessions().signInWithDeviceCode(server, { showCode }, { ...call, signal: ending.signal });
  return waitWithSheet(services, {
    server,
    started,
    ending,
    more,
    draw: () => (code === undefined ? busy(server) : rows(server, code, services.clock.now())),
    act: async (choice) => {
      if (choice === "wait" || code === undefined) return;
      await copyText(code.userCode);
      if (choice === "open")
        await env.openExternal(Uri.parse(code.verificationUriComplete ?? code.verificationUri, true));
    },
  });
}

function busy(server: string): Sheet<Choice> {
  return {
    title: l10n.t("Sign In to {0}", server),
    busy: true,
    button: { ...otherWays(), value: "other" },
    rows: [waitingRow(l10n.t("Asking for a code"), undefined)],
  };
}

function rows(server: string, code: DeviceCode, now: number): Sheet<Choice> {
  return {
    title: l10n.t("Sign In to {0}", server),
    placeholder: l10n.t("Enter the code on any device; Escape leaves it running"),
    busy: true,
    button: { ...otherWays(), value: "other" },
    rows: [
      { label: l10n.t("Copy Code and Open Browser"), description: code.userCode, icon: "copy", value: "open" },
      { label: code.verificationUri, icon: "link-external", value: "open" },
      waitingRow(l10n.t("Waiting"), code.expires - now),
      { label: l10n.t("Use the Browser Instead"), icon: "globe", value: "browser" },
      pasteInstead(),
    ],
  };
}
