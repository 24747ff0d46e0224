import { genericRules } from "./generic.ts";
import { atlassian } from "./rules/atlassian.ts";
import { aws } from "./rules/aws.ts";
import { azure } from "./rules/azure.ts";
import { derPrivateKey } from "./rules/der-private-key.ts";
import { discord } from "./rules/discord.ts";
import { gitlab } from "./rules/gitlab.ts";
import { grafana } from "./rules/grafana.ts";
import { jsonWebKey } from "./rules/json-web-key.ts";
import { passwordHashes } from "./rules/password-hashes.ts";
import { authorization } from "./rules/authorization.ts";
import { ai } from "./rules/ai.ts";
import { cloud } from "./rules/cloud.ts";
import { code } from "./rules/code.ts";
import { connections } from "./rules/connections.ts";
import { kubernetesSecret } from "./rules/kubernetes-secret.ts";
import { messaging } from "./rules/messaging.ts";
import { payments } from "./rules/payments.ts";
import { services } from "./rules/services.ts";
import { github } from "./rules/github.ts";
import { jwt } from "./rules/jwt.ts";
import { npm } from "./rules/npm.ts";
import { places } from "./rules/places.ts";
import { privateKey } from "./rules/private-key.ts";
import { structures } from "./rules/structures.ts";
import { urlPassword } from "./rules/url-password.ts";
import { vault } from "./rules/vault.ts";
import type { Rule, RuleName } from "./rule.ts";

/** Rules for formats of providers, the most specific first: of two that find the same text, the earlier one counts. */
export const formatRules: readonly Rule[] = [
  ...github,
  ...gitlab,
  ...npm,
  ...vault,
  ...jwt,
  ...privateKey,
  ...derPrivateKey,
  ...jsonWebKey,
  ...aws,
  ...azure,
  ...grafana,
  ...discord,
  ...atlassian,
  ...code,
  ...cloud,
  ...ai,
  ...messaging,
  ...payments,
  ...services,
  ...places,
  ...authorization,
  ...urlPassword,
  ...kubernetesSecret,
  ...structures,
  ...connections,
  ...passwordHashes,
];

/** Of two with one id the earlier one speaks for both: the format of its own, not the value beside the provider's name. */
const names: ReadonlyMap<string, RuleName> = new Map(
  [...formatRules, ...genericRules].toReversed().map((rule) => [rule.id, rule]),
);

/** How to speak of a rule; undefined for one that this version does not have. */
export function ruleName(id: string): RuleName | undefined {
  return names.get(id);
}
