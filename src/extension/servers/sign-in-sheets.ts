import { env, l10n, Uri } from "vscode";
import { problemCode } from "../../core/errors.ts";
import type { DeviceCode } from "../../core/sessions/sessions.ts";
import type { CallOptions } from "../../core/vault/client.ts";
import type { OpenSheet, Row, Sheet } from "../ask.ts";
import type { Services } from "../services.ts";
import { duration } from "../times.ts";

export type Way = "browser" | "device" | "token";

type Choice = "wait" | "copy" | "open" | Way;

/** What happened while a sheet was waiting. */
type Outcome = { readonly kind: "done" } | { readonly kind: "change"; readonly to: Way } | { readonly kind: "left" };

const WAITS_MS = 5 * 60_000;

/**
 * Signs in by the browser. Undefined once it is done or the person left the sheet (it goes on then, and the row of the
 * server shows it); else the way they changed to.
 */
export async function browserSheet(services: Services, server: string, call: CallOptions): Promise<Way | undefined> {
  const ending = new AbortController();
  let address: string | undefined;
  const started = services.sessions().signInWithBrowser(
    server,
    {
      openBrowser: async (url) => {
        address = url;
        await env.openExternal(Uri.parse(url, true));
      },
    },
    { ...call, signal: ending.signal },
  );
  const sheet = services.ask.sheet<Choice>(browserRows(server, WAITS_MS));
  const ends = services.clock.now() + WAITS_MS;
  const ticking = setInterval(() => sheet.update(browserRows(server, ends - services.clock.now())), 10_000);
  try {
    return await waited({ services, server, sheet, started, ending, copied: () => address });
  } finally {
    clearInterval(ticking);
  }
}

/** Signs in by a code on another device; otherwise as `browserSheet`. */
export async function deviceSheet(services: Services, server: string, call: CallOptions): Promise<Way | undefined> {
  const ending = new AbortController();
  const sheet = services.ask.sheet<Choice>(busyRows(server));
  let code: DeviceCode | undefined;
  let ticking: NodeJS.Timeout | undefined;
  const started = services.sessions().signInWithDeviceCode(
    server,
    {
      showCode: (given) => {
        code = given;
        sheet.update(deviceRows(server, given, services.clock.now()));
        ticking = setInterval(() => sheet.update(deviceRows(server, given, services.clock.now())), 10_000);
      },
    },
    { ...call, signal: ending.signal },
  );
  try {
    return await waited({ services, server, sheet, started, ending, copied: () => code?.userCode, page: () => code });
  } finally {
    clearInterval(ticking);
  }
}

interface Waiting {
  readonly services: Services;
  readonly server: string;
  readonly sheet: OpenSheet<Choice>;
  readonly started: Promise<unknown>;
  readonly ending: AbortController;
  readonly copied: () => string | undefined;
  readonly page?: () => DeviceCode | undefined;
}

async function waited(waiting: Waiting): Promise<Way | undefined> {
  const { services, server, sheet, started, ending } = waiting;
  const done = started.then((): Outcome => ({ kind: "done" }));
  const outcome = await services.signingIn(server, Promise.race([done, chosen(waiting)])).finally(() => sheet.close());
  if (outcome.kind === "change") {
    ending.abort();
    await settled(started);
    return outcome.to;
  }
  if (outcome.kind === "left") await services.signingIn(server, done);
  return undefined;
}

/** Acts on rows until one of them changes the way or the sheet is closed. */
async function chosen(waiting: Waiting): Promise<Outcome> {
  for (;;) {
    const choice = await waiting.sheet.next();
    if (choice === undefined) return { kind: "left" };
    if (choice === "browser" || choice === "device" || choice === "token") return { kind: "change", to: choice };
    await act(waiting, choice);
  }
}

async function act({ copied, page }: Waiting, choice: "wait" | "copy" | "open"): Promise<void> {
  const text = copied();
  if (choice !== "wait" && text !== undefined) await env.clipboard.writeText(text);
  const code = page?.();
  if (choice === "open" && code !== undefined) {
    await env.openExternal(Uri.parse(code.verificationUriComplete ?? code.verificationUri, true));
  }
}

/** Waits for a sign-in that was given up. What it throws then is the giving up itself. */
async function settled(started: Promise<unknown>): Promise<void> {
  try {
    await started;
  } catch (error) {
    if (problemCode(error) === undefined) throw error;
  }
}

const title = (server: string): string => l10n.t("Sign In to {0}", server);

function busyRows(server: string): Sheet<Choice> {
  return { title: title(server), busy: true, rows: [waitingRow(l10n.t("Asking for a code"), undefined)] };
}

function waitingRow(label: string, left: number | undefined): Row<Choice> {
  const description = left === undefined ? {} : { description: l10n.t("{0} left", duration(left)) };
  return { label, icon: "loading~spin", value: "wait", ...description };
}

const otherToken = (): Row<Choice> => ({ label: l10n.t("Paste a Vault Token Instead"), icon: "key", value: "token" });

function browserRows(server: string, left: number): Sheet<Choice> {
  return {
    title: title(server),
    placeholder: l10n.t("Finish the sign-in in the browser; Escape leaves it running"),
    busy: true,
    rows: [
      waitingRow(l10n.t("Waiting for the browser"), left),
      { label: l10n.t("Copy Link"), icon: "copy", value: "copy" },
      { label: l10n.t("Use a Code Instead"), icon: "device-mobile", value: "device" },
      otherToken(),
    ],
  };
}

function deviceRows(server: string, code: DeviceCode, now: number): Sheet<Choice> {
  return {
    title: title(server),
    placeholder: l10n.t("Enter the code on any device; Escape leaves it running"),
    busy: true,
    rows: [
      { label: l10n.t("Copy Code and Open Browser"), description: code.userCode, icon: "copy", value: "open" },
      { label: code.verificationUri, icon: "link-external", value: "open" },
      waitingRow(l10n.t("Waiting"), code.expires - now),
      { label: l10n.t("Use the Browser Instead"), icon: "globe", value: "browser" },
      otherToken(),
    ],
  };
}
