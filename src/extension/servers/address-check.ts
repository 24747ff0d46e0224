import { l10n } from "vscode";
import { ExpectedError, type Problem } from "../../core/errors.ts";
import { introduceNode } from "../../core/servers/node-answer.ts";
import { normalAddress } from "../../core/transport/addresses.ts";
import type { Transport } from "../../core/transport/transport.ts";
import type { Verdict } from "../ask.ts";
import { describe } from "../messages.ts";
import { introduction } from "./trouble-words.ts";

type TransportTo = (address: string) => Transport;

/** What a person typed as an address, while it is being typed: how the server there feels, or what is wrong. */
export async function checkAddress(text: string, transportTo: TransportTo): Promise<Verdict> {
  if (text.trim() === "") return l10n.t("Type the server's address, for example https://vault.example.org:8200.");
  try {
    const address = normalAddress(text);
    const answer = await introduceNode(address, transportTo(address));
    return answer.kind === "problem" ? verdict(answer.problem) : { note: introduction(answer) };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return verdict(error.problem);
  }
}

/** The same for several addresses of one cluster, separated by commas: what is wrong with the first that is not well. */
export async function checkAddresses(text: string, transportTo: TransportTo): Promise<Verdict> {
  const parts = text.split(",").filter((part) => part.trim() !== "");
  if (parts.length <= 1) return checkAddress(text, transportTo);
  const verdicts = await Promise.all(parts.map(async (part) => checkAddress(part, transportTo)));
  const fault = verdicts.find((one) => typeof one === "string");
  if (fault !== undefined) return fault;
  const notes = verdicts.flatMap((one, index) =>
    typeof one === "object" ? [`${parts[index]?.trim() ?? ""}: ${one.note}`] : [],
  );
  return { note: notes.join(" | ") };
}

/** A server that is away, sealed or has a certificate of its own can be added; what can never work cannot. */
function verdict(problem: Problem): Verdict {
  if (problem.code === "bad-input") return l10n.t("This is no address: {0}.", problem.reason);
  if (problem.code === "not-vault") return l10n.t("Not a Vault server: it answered with a web page.");
  const said = describe(problem).text;
  return problem.code === "insecure-address" ? said : { note: said };
}
