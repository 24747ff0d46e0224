import { env, l10n, UIKind, Uri } from "vscode";
import type { Row, Sheet } from "../ask.ts";
import type { Services } from "../services.ts";
import { duration } from "../times.ts";
import type { CallOptions } from "../../core/vault/client.ts";
import { otherWays } from "./sign-in-input.ts";
import { type Choice, type Ended, waitWithSheet } from "./waiting-sheet.ts";
import { copyText } from "../clipboard.ts";

const WAITS_MS = 5 * 60_000;

/** Signs in by the browser of this computer. */
export async function browserSheet(services: Services, server: string, call: CallOptions): Promise<Ended> {
  const ending = new AbortController();
  const ends = services.clock.now() + WAITS_MS;
  let given: ((link: string) => void) | undefined;
  const link = new Promise<string>((resolve) => {
    given = resolve;
  });
  const openBrowser = (url: string, short: string): void => {
    given?.(url);
    // VS Code changes how a long address is encoded; in a browser it also changes an address of this computer. It may
    // ask the person first, who can copy the link meanwhile: nothing waits for it.
    const page = env.uiKind === UIKind.Desktop ? short : url;
    env.openExternal(Uri.parse(page, true)).then(undefined, (error: unknown) => services.log.problem("browser", error));
  };
  const started = services.sessions().signInWithBrowser(server, { openBrowser }, { ...call, signal: ending.signal });
  return waitWithSheet(services, {
    server,
    started,
    ending,
    draw: () => rows(server, ends - services.clock.now()),
    act: async (choice) => {
      if (choice === "copy") await copyText(await link);
    },
  });
}

function rows(server: string, left: number): Sheet<Choice> {
  return {
    title: l10n.t("Sign In to {0}", server),
    placeholder: l10n.t("Finish the sign-in in the browser; Escape leaves it running"),
    busy: true,
    button: { ...otherWays(), value: "other" },
    rows: [
      waitingRow(l10n.t("Waiting for the browser"), left),
      { label: l10n.t("Copy Link"), icon: "copy", value: "copy" },
      { label: l10n.t("Use a Code Instead"), icon: "device-mobile", value: "device" },
      pasteInstead(),
    ],
  };
}

/** The row that only tells how long there is left. */
export function waitingRow(label: string, left: number | undefined): Row<Choice> {
  const description = left === undefined ? {} : { description: l10n.t("{0} left", duration(left)) };
  return { label, icon: "loading~spin", value: "wait", ...description };
}

export function pasteInstead(): Row<Choice> {
  return { label: l10n.t("Paste an Access Token Instead"), icon: "key", value: "access-token" };
}
