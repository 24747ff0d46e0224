import { l10n } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import { isObject, textAt } from "../../core/json-shape.ts";
import { normalAddress } from "../../core/transport/addresses.ts";
import type { Transport } from "../../core/transport/transport.ts";
import type { Verdict } from "../ask.ts";
import { describe } from "../messages.ts";

/** What a person typed as an address, while it is being typed: how the server there feels, or what is wrong. */
export async function checkAddress(text: string, transportTo: (address: string) => Transport): Promise<Verdict> {
  if (text.trim() === "") return l10n.t("Type the server's address, for example https://vault.example.org:8200.");
  try {
    return await askedHealth(transportTo(normalAddress(text)));
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    const { problem } = error;
    const said =
      problem.code === "bad-input" ? l10n.t("This is no address: {0}.", problem.reason) : describe(problem).text;
    return STOPS.has(problem.code) ? said : { note: said };
  }
}

/** A server that is away or sealed can be added; what can never work cannot. */
const STOPS: ReadonlySet<string> = new Set(["bad-input", "insecure-address", "not-vault"]);

async function askedHealth(transport: Transport): Promise<Verdict> {
  const query = { standbyok: "true", perfstandbyok: "true", sealedcode: "200", uninitcode: "200" };
  const { body } = await transport.send({ method: "GET", path: "sys/health", query, audit: { who: "address check" } });
  const { initialized, sealed } = isObject(body) ? body : {};
  const version = isObject(body) ? textAt(body, "version") : undefined;
  const name = version === undefined ? l10n.t("A Vault server") : l10n.t("Version {0}", version);
  if (initialized === false) return { note: `${name} · ${l10n.t("not set up yet")}` };
  return { note: `${name} · ${sealed === true ? l10n.t("sealed") : l10n.t("ready")}` };
}
