import { CORE_SCHEMA, defineScalarTag, load, NOT_RESOLVED, type Schema } from "js-yaml";

/** Numbers only where the text says nothing more than the number: `5432` is one, `007`, `1.10` and `0x1F` are text. */
function exactNumber(source: string): number | typeof NOT_RESOLVED {
  const number = Number(source);
  return /^-?\d/u.test(source) && Number.isFinite(number) && String(number) === source ? number : NOT_RESOLVED;
}

function isNumber(data: unknown): boolean {
  return typeof data === "number";
}

function schema(): Schema {
  const tag = { implicit: true, resolve: exactNumber, identify: isNumber };
  return CORE_SCHEMA.withTags([
    defineScalarTag("tag:yaml.org,2002:int", tag),
    defineScalarTag("tag:yaml.org,2002:float", tag),
  ]);
}

/** Reads one YAML document. Throws where it is none; the error quotes the text, so do not pass it on. */
export function parseYaml(text: string): unknown {
  return load(text, { schema: schema() });
}
