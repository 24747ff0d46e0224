import { resolve } from "node:path";
import type { Comparison, OnConflict } from "../../core/local-vault/backup/restore-items.ts";
import { ExpectedError } from "../../core/errors.ts";
import { printable } from "../../core/text/printable.ts";
import { UsageError } from "../arguments.ts";
import { BACKUP_PASSPHRASE_NOTE, withBackupPassphrase } from "../backup-passphrase.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { counted } from "../counted.ts";
import { EXIT } from "../exit-status.ts";
import { formatValue } from "../object-output.ts";

/** `lockers restore`: what a backup holds, back into the local vault. */
export const restore: Command = {
  name: "restore",
  summary: "Put back what a backup holds. Nothing is overwritten unasked; all of it comes back, or nothing.",
  usage: ["restore FILE [--on-conflict keep|replace|ask] [--dry-run]"],
  examples: [
    { line: "lockers restore --dry-run vault.backup", note: "what would be added, and what differs" },
    { line: "lockers restore vault.backup", note: "asks where secrets differ; makes the vault where there is none" },
    { line: "lockers restore --on-conflict keep vault.backup", note: "for scripts: what is here stays" },
  ],
  options: {
    "on-conflict": {
      type: "string",
      value: "WHAT",
      help: "keep what is here, replace it by a new version, or ask (the default)",
    },
    "dry-run": { type: "boolean", help: "only compare" },
  },
  notes: [
    "A secret that differs gets the backup's values as a new version, so that its own can be had back; in a KV",
    "version 1 mount, which has no versions, they are replaced.",
    BACKUP_PASSPHRASE_NOTE,
  ],
  completes: "file",
  takes: [1, 1],
  storesSomething: true,
  run,
};

const CHOICES = ["keep", "replace", "ask"] as const;

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const { io, cwd, format } = context;
  const wish = wishOf(args.text("on-conflict") ?? "ask");
  if (format === "env") throw new UsageError("--format env is for values.", "restore");
  const file = resolve(cwd, args.positionals[0] ?? "");
  const { localVault, audit } = await context.services();
  return withBackupPassphrase(context, async (passphrase) => {
    const compared = await localVault.compareBackup({ file, passphrase });
    if (args.flag("dry-run")) {
      await io.out(format === "text" ? asText(compared) : await formatValue(compared, format));
      return EXIT.ok;
    }
    const onConflict = compared.conflicts.length === 0 ? "keep" : await chosen(context, compared, wish);
    const done = await localVault.restore({ file, passphrase, onConflict, audit: audit() });
    if (format !== "text") await io.out(await formatValue({ ...done, onConflict }, format));
    if (io.errIsTerminal) io.err(`restored: ${summary(done, onConflict)}\n`);
    return EXIT.ok;
  });
}

function wishOf(text: string): OnConflict | "ask" {
  const wish = CHOICES.find((known) => known === text);
  if (wish === undefined) throw new UsageError("--on-conflict takes keep, replace or ask.", "restore");
  return wish;
}

/** What the person wants done with secrets that differ. Throws `conflict-undecided` where nobody can be asked, `cancelled`. */
async function chosen({ io }: CommandContext, compared: Comparison, wish: OnConflict | "ask"): Promise<OnConflict> {
  if (wish !== "ask") return wish;
  io.err(asText(compared));
  if (!io.canAsk) {
    throw new ExpectedError({ code: "restore-undecided", conflicts: compared.conflicts.length });
  }
  for (;;) {
    const answer = (await io.askLine("Where they differ: [k]eep mine, [t]ake the backup's, [c]ancel? ")).toLowerCase();
    if (answer === "k" || answer === "keep") return "keep";
    if (answer === "t" || answer === "take") return "replace";
    if (answer === "c" || answer === "cancel") throw new ExpectedError({ code: "cancelled" });
  }
}

/** Names of what would come and of what differs; one line each, then the counts. */
function asText(compared: Comparison): string {
  const lines = [
    ...compared.added.map((path) => `added     ${printable(path)}`),
    ...compared.conflicts.map((path) => `conflict  ${printable(path)}`),
  ];
  return [...lines, summary(compared)].map((line) => `${line}\n`).join("");
}

function summary({ added, same, conflicts, lockers }: Comparison, onConflict?: OnConflict): string {
  const differing = { keep: "kept as they were", replace: "got a new version" };
  return [
    `${counted(added.length, "secret", "secrets")} added`,
    `${same.toLocaleString("en")} the same`,
    `${counted(conflicts.length, "conflict", "conflicts")}${
      onConflict === undefined || conflicts.length === 0 ? "" : ` (${differing[onConflict]})`
    }`,
    ...(lockers === 0 ? [] : [`${counted(lockers, "locker", "lockers")} added to the ledger`]),
  ].join(", ");
}
