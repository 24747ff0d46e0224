import { ExpectedError } from "../../core/errors.ts";
import { parseReference } from "../../core/references/reference.ts";
import { resolveReferences, type Resolved } from "../../core/references/resolve-references.ts";
import type { Field } from "../../core/vault/types.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { EXIT } from "../exit-status.ts";
import { formatObject } from "../object-output.ts";
import { writeValue } from "../write-value.ts";

/** `lockers resolve`: the values that references name. */
export const resolve: Command = {
  name: "resolve",
  summary: "Show the values that references name.",
  usage: ["resolve REFERENCE…"],
  examples: [
    { line: "lockers resolve vault://local/secret/shop/db/password", note: "one value, nothing appended" },
    { line: "lockers resolve vault://egi/secrets/~/db/user vault://egi/secrets/~/db/password --format json" },
  ],
  notes: ["Each secret is read once, however many of its keys are wanted. The server is the reference's own."],
  options: {},
  completes: "path",
  takes: [1, Number.POSITIVE_INFINITY],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const texts = [...new Set(args.positionals)];
  const references = texts.map((text) => parseReference(text));
  const { connections, audit } = await context.services();
  const results = await resolveReferences(references, connections, { signal: context.signal, audit: audit() });
  const fields = results.map(fieldOf);
  const [only] = fields;
  if (only !== undefined && fields.length === 1) await writeValue(context, references[0]?.key ?? "", only);
  else await context.io.out(await formatObject(named(texts, fields), context.format));
  return EXIT.ok;
}

function fieldOf(resolved: Resolved): Field {
  if ("problem" in resolved) throw new ExpectedError(resolved.problem);
  return resolved.field;
}

function named(names: readonly string[], fields: readonly Field[]): ReadonlyMap<string, Field> {
  return new Map(fields.map((field, index) => [names[index] ?? "", field]));
}
