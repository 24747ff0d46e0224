import type { RuleName } from "../../core/detection/rule.ts";
import { sentenceStart, withArticle } from "../editor/finding-words.ts";
import { markdownText } from "../editor/markdown-text.ts";
import { revokeStep } from "./revoke-steps.ts";
import { ruleLook } from "./rule-looks.ts";
import { shapeExample } from "./shape-example.ts";

/** The page *About this rule*, in Markdown. `known` is undefined for a rule that this version does not have. */
export function ruleText(rule: string, known: RuleName | undefined): string {
  return [
    `# ${markdownText(known?.title ?? rule)}`,
    `\`${rule}\``,
    ...(known === undefined ? ["This version of Lockers has no rule of this name."] : found(known)),
    ...danger(rule),
    ...ways(rule),
  ].join("\n\n");
}

function found(known: RuleName): readonly string[] {
  const example = exampleOf(known);
  return [
    `## What it finds`,
    what(known),
    ...(example === undefined ? [] : [`\`\`\`text\n${example}\n\`\`\``, "The shape only: there is no value in it."]),
    `## How sure it is`,
    ...sure(known),
  ];
}

function what({ title, kind, shape }: RuleName): string {
  const one = markdownText(sentenceStart(withArticle(title)));
  if (kind === "assignment") {
    return `${one} that is told by what it is given to: a name that speaks of one, and a text that looks random.`;
  }
  const marks = (shape?.marks ?? []).map(code).join(", ");
  if (shape === undefined) return `${one}, told by the place where it stands.`;
  return {
    prefix: `${one}. It begins with ${marks}.`,
    inside: `${one}. It holds ${marks}.`,
    beside: `${one}. It has no mark of its own, so it is looked for behind the name of its provider: ${marks}.`,
  }[shape.told];
}

/** Never a value that could be live: rows of one character in the place of random ones. */
function exampleOf({ id, shape }: RuleName): string | undefined {
  if (shape === undefined) return ruleLook(id);
  const rest = shapeExample(shape.pattern);
  if (rest === undefined) return undefined;
  const [mark = "", ...others] = shape.marks;
  // The longest name says best what it is a name of.
  const name = others.reduce((longest, other) => (other.length > longest.length ? other : longest), mark);
  if (shape.told === "beside") return `${name} = "${rest}"`;
  return shape.told === "prefix" ? `${mark}${rest}` : rest;
}

function sure({ kind, shape }: RuleName): readonly string[] {
  if (kind === "assignment") {
    return [
      "**Likely**: the name and the look of the value are weighed together; there is no format that could prove it.",
      "**Possible**, and not shown unless you ask for it: where the name or the look is less clear, and in tests, samples and documentation.",
    ];
  }
  if (shape === undefined)
    return ["Its surroundings tell it. In tests, samples and documentation what is likely counts as possible only."];
  const pattern = `Alphabet and length are checked by the pattern ${code(shape.pattern)}.`;
  if (shape.told === "beside") return ["**Likely**: this format has no prefix and no checksum.", pattern];
  return shape.hasChecksum
    ? ["**Certain** where its checksum is right, **likely** where it is wrong.", pattern]
    : [
        "**Certain**: nothing else looks like this. This format has no checksum, so whether it was ever live is not known.",
        pattern,
      ];
}

function danger(rule: string): readonly string[] {
  const step = revokeStep(rule);
  const page = step?.page === undefined ? "" : ` [The provider's page](${step.page})`;
  return [
    `## What to do`,
    "Whoever can read the file, a copy of it or its history can use the value.",
    "1. **Move secret to vault…** stores it and leaves code that reads it when the program starts.\n2. Was the file ever pushed or sent? Then replace the value where it was issued, too: a value that was seen stays seen.",
    ...(step === undefined ? [] : [`Where to replace it: ${step.words}${page}`]),
  ];
}

function ways(rule: string): readonly string[] {
  return [
    `## If it is none`,
    [
      "- **Ignore this finding** writes its fingerprint, never the value, to `.lockersignore`.",
      `- **Ignore this rule in this file** writes a line such as ${code(`/src/file  lockers:rule=${rule}`)}.`,
      `- **Ignore with a comment** writes ${code("lockers:ignore")} on the line.`,
      "- **Stop ignoring** takes each of them back.",
    ].join("\n"),
  ];
}

function code(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  return `${fence}${text.replaceAll(/[\s\p{C}]+/gu, " ")}${fence}`;
}
