import { createRequire } from "node:module";
import ajv from "ajv-draft-04";

const require = createRequire(import.meta.url);
/** The schema of the standard, as Microsoft's SARIF SDK has it. */
const schema = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json") as object;
/** Characters that may stand in a URI, RFC 3986. */
const URI = /^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$/;

/** What makes a document no SARIF 2.1.0; empty where it is one. */
export function sarifProblems(log: unknown): readonly string[] {
  const validator = new ajv.default({
    strict: false,
    allErrors: true,
    unicodeRegExp: false, // one pattern of the schema is none otherwise
    formats: {
      uri: (text: string) => URI.test(text) && URL.canParse(text),
      "uri-reference": (text: string) => URI.test(text) && URL.canParse(text, "file:///folder/"),
      "date-time": (text: string) => !Number.isNaN(Date.parse(text)),
    },
  });
  if (validator.validate(schema, log)) return [];
  return (validator.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}
