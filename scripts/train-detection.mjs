// Trains the linear model of src/core/detection/model: `node scripts/train-detection.mjs TRAIN.jsonl [words|weights|check]`.
// TRAIN.jsonl has one labelled row a line: {path, text, kind: pos|pos-noncore|clean|placeholder, secrets?, origin, line_start, line_end}.
//   words    writes model/words.ts: common words and pairs of letters, which the features look at
//   weights  writes model/weights.ts; run it after `words` and after each change of the features or of the scanner of assignments
//   check    trains on some projects, tests on the others, and prints precision and recall (with --errors also what is wrong)
// Nothing in it is random: the same file gives the same weights.
import { readFileSync, writeFileSync } from "node:fs";

const [file, mode = "check"] = process.argv.slice(2);
const MODEL = new URL("../src/core/detection/model/", import.meta.url);
const HEAD = "// Written by scripts/train-detection.mjs: do not edit.\n\n";

const rows = readFileSync(file, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line));
if (mode === "words") writeWords();
else {
  const trainer = await import("./train-detection/trainer.mjs");
  const samples = trainer.samplesOf(rows);
  if (mode === "check") check(trainer, samples);
  else writeWeights(trainer, samples);
}

function writeWords() {
  const text = `${HEAD}/** Common words of source code, longer ones first. */
export const VOCABULARY = ${JSON.stringify(vocabulary())};

/** How often a letter follows another in words, as \`englishness\` reads it: 27 rows (the start, a to z) of 27 characters. */
export const BIGRAMS = ${JSON.stringify(bigrams())};
`;
  writeFileSync(new URL("words.ts", MODEL), text);
}

/** Words that several projects use where they hold no secret. */
function vocabulary() {
  const origins = new Map();
  for (const { text, kind, origin } of rows) {
    if (kind !== "clean") continue;
    for (const word of text.slice(0, 4000).match(/[A-Z]?[a-z]{2,15}|[A-Z]{3,16}/g) ?? []) {
      const plain = word.toLowerCase();
      if (plain.length >= 3) origins.set(plain, (origins.get(plain) ?? new Set()).add(origin));
    }
  }
  return [...origins]
    .filter(([, seen]) => seen.size >= 2)
    .toSorted(([a, inA], [b, inB]) => inB.size - inA.size || (a < b ? -1 : 1))
    .slice(0, 2000)
    .map(([word]) => word)
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .join(" ");
}

/** Logarithms of the probabilities of letters after letters, from the words of lines that hold no secret. */
function bigrams() {
  const counts = new Float64Array(27 * 27).fill(0.5);
  for (const { text, kind } of rows) {
    if (kind !== "clean") continue;
    for (const word of new Set(
      text
        .slice(0, 2000)
        .toLowerCase()
        .match(/[a-z]{4,14}/g),
    )) {
      let previous = 0;
      for (const letter of word) {
        const number = letter.charCodeAt(0) - 0x60;
        counts[previous * 27 + number] += 1;
        previous = number;
      }
    }
  }
  return Array.from(counts, (count, index) => {
    const row = counts.subarray(Math.floor(index / 27) * 27, Math.floor(index / 27) * 27 + 27);
    const sum = row.reduce((total, one) => total + one, 0);
    return String.fromCharCode(0x23 + Math.max(0, Math.min(70, Math.round((Math.log2(count / sum) + 10) * 7))));
  }).join("");
}

function writeWeights(trainer, samples) {
  const { letters, scale, bias } = trainer.quantised(trainer.train(samples));
  const text = `${HEAD}/** One character for each weight, ZERO_WEIGHT for 0. */
export const WEIGHTS = ${JSON.stringify(letters)};

/** What a step of a weight is worth. */
export const SCALE = ${scale.toPrecision(8)};

/** The logarithm of the odds before anything is known. */
export const BIAS = ${bias.toPrecision(8)};
`;
  writeFileSync(new URL("weights.ts", MODEL), text);
}

function check(trainer, samples) {
  const judged = trainer.crossValidated(samples, 8);
  const secrets = judged.filter(({ label }) => label === 1).length;
  console.log(`${judged.length} samples, ${secrets} secrets`);
  for (const threshold of [-2, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3]) {
    const shown = judged.filter(({ odds }) => odds >= threshold);
    const right = shown.filter(({ label }) => label === 1).length;
    console.log(`${threshold}: precision ${(right / shown.length).toFixed(3)}, recall ${(right / secrets).toFixed(3)}`);
  }
  if (!process.argv.includes("--errors")) return;
  const wrong = judged.filter(({ odds, label }) => odds > 0 !== (label === 1));
  for (const { label, odds, text, value } of wrong.toSorted((a, b) => Math.abs(b.odds) - Math.abs(a.odds))) {
    console.log(label, odds.toFixed(1), JSON.stringify(value).slice(0, 60), "|", JSON.stringify(text).slice(0, 160));
  }
}
