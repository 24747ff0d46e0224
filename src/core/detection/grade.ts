import type { Severity } from "./finding.ts";

/** Folders of tests, samples, documentation, translations and of what others wrote. */
const SAMPLE_FOLDER =
  /(?:^|\/)(?:tests?|__tests__|specs?|__mocks__|mocks?|__snapshots__|fixtures?|testdata|test-data|testing|e2e|examples?|samples?|demos?|tutorials?|guides?|docs?|documentation|man|locales?|lang|i18n|l10n|translations?|vendor|third[_-]party|node_modules|bower_components|site-packages)(?:\/|$)/i;
/** `login.spec.ts`, `test_login.py`, `.env.example`, `config.sample.yml`, `README.md`, `CHANGELOG`. */
const SAMPLE_FILE =
  /(?:[._-](?:tests?|spec|mocks?|fixtures?|stories)|(?:^|\/)test_[^/]*)\.[^./]*$|[._-](?:example|sample|template|tmpl|dist|defaults?)(?:\.[^./]{1,12})?$|(?:^|\/)(?:readme|changelog|changes|history|contributing|release[_-]?notes|news)(?:\.[^/]{1,20})?$/i;

/** How a finding is shown: those in tests, samples and documentation are `possible` unless the rule is certain. */
export function gradeByPath(severity: Severity, path: string): Severity {
  if (severity !== "likely") return severity;
  return SAMPLE_FOLDER.test(path) || SAMPLE_FILE.test(path) ? "possible" : severity;
}
