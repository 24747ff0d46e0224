import type { Severity } from "./finding.ts";

const SAMPLE_FOLDER =
  /(?:^|\/)(?:tests?|__tests__|specs?|__mocks__|mocks?|fixtures?|testdata|test-data|examples?|samples?|demos?|docs?|documentation)(?:\/|$)/i;
const SAMPLE_FILE = /(?:[._-](?:tests?|spec|mocks?|fixtures?)|(?:^|\/)test_[^/]*)\.[^./]*$/i;

/** How a finding is shown: those in tests, samples and documentation are `possible` unless the rule is certain. */
export function gradeByPath(severity: Severity, path: string): Severity {
  if (severity !== "likely") return severity;
  return SAMPLE_FOLDER.test(path) || SAMPLE_FILE.test(path) ? "possible" : severity;
}
