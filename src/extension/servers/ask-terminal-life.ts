import { l10n } from "vscode";
import type { Row } from "../ask.ts";
import { choiceRow } from "../choice-row.ts";
import type { Services } from "../services.ts";
import { askSheet, type Step } from "../sheet-loop.ts";
import { duration } from "../times.ts";

const MINUTE = 60;
const LIVES = [15 * MINUTE, 60 * MINUTE];

/** Says what the terminal will get, and asks for how long. `ends`: when the session does. Seconds; undefined where the person left. */
export async function askTerminalLife(
  services: Services,
  server: string,
  ends: number | undefined,
): Promise<number | undefined> {
  const left = ends === undefined ? Number.MAX_SAFE_INTEGER : Math.max(0, ends - services.clock.now()) / 1000;
  const title = l10n.t("Open Terminal Signed In");
  return askSheet(
    services.ask,
    {
      title,
      placeholder: l10n.t("Press Enter to open, or choose a line to change it"),
      rows: (seconds: number) => rows({ services, title, server, left }, seconds),
    },
    60 * MINUTE,
  );
}

interface Parts {
  readonly services: Services;
  readonly title: string;
  readonly server: string;
  /** Seconds the session has left: the token lives no longer. */
  readonly left: number;
}

function rows({ services, title, server, left }: Parts, seconds: number): readonly Row<Step<number>>[] {
  return [
    {
      label: l10n.t("Open Terminal"),
      description: l10n.t("address of {0} and a token for {1}", server, words(Math.min(seconds, left))),
      icon: "terminal",
      value: { kind: "accept" },
    },
    choiceRow(l10n.t("Life of the Token"), words(seconds), "clock", async () =>
      services.ask.pick({
        title,
        placeholder: l10n.t("It ends with the session at the latest"),
        rows: LIVES.map((life) => ({ label: words(life), icon: "clock", value: life })),
      }),
    ),
    told(l10n.t("A token of its own with your rights, revoked when the terminal closes"), "info"),
    told(l10n.t("Code of other extensions can read what programs of a terminal are given"), "warning"),
  ];
}

function told(label: string, icon: string): Row<Step<number>> {
  return { label, icon, value: { kind: "none" } };
}

const words = (seconds: number): string => duration(seconds * 1000);
