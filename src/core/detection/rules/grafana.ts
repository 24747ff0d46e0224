import { base64UrlText } from "../base64.ts";
import { endsInCrc32Hex } from "../checksums.ts";
import { prefixed } from "../format.ts";
import type { Rule } from "../rule.ts";

/** Tokens of Grafana, https://grafana.com/docs/grafana/latest/administration/service-accounts/ */
export const grafana: readonly Rule[] = [
  prefixed({
    id: "grafana-token",
    title: "Grafana token",
    prefixes: ["glsa_"],
    rest: "[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}",
    checksum: endsInCrc32Hex,
  }),
  prefixed({
    id: "grafana-cloud-token",
    title: "Grafana Cloud token",
    prefixes: ["glc_"],
    rest: "[A-Za-z0-9+/]{32,400}={0,3}",
    checksum: (token) => base64UrlText(token.slice(4)).startsWith("{"),
  }),
  prefixed({
    id: "grafana-api-key",
    title: "Grafana API key",
    prefixes: ["eyJrIjoi"],
    rest: "[A-Za-z0-9+/]{40,400}={0,2}",
    // Other JSON begins with `"k"` too, as the links of Power BI do.
    check: (token) => base64UrlText(token).includes('"n":'),
  }),
];
