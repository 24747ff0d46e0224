import { l10n } from "vscode";
import { moment } from "../../messages.ts";
import { sessionLines } from "../../servers/session-lines.ts";
import { nodeWords } from "../../servers/trouble-words.ts";
import type { ServerFacts } from "./server-facts.ts";

/** What the row has no room for, a line each: addresses with their answers, who is signed in, until when. */
export function serverTooltip({ profile, session, trouble }: ServerFacts): string {
  const addresses = trouble === undefined ? profile.addresses : trouble.nodes.map(nodeWords);
  const contact = trouble?.lastContact === undefined ? [] : [l10n.t("Last answer: {0}", moment(trouble.lastContact))];
  return [profile.name, ...addresses, ...contact, ...sessionLines(session)].join("\n");
}
