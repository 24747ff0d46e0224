// Labelled rows to samples, samples to weights. Used by ../train-detection.mjs.
import { isPlaceForSecret } from "../../src/core/detection/assignments/rejects.ts";
import { nameAround } from "../../src/core/detection/assignments/name.ts";
import { assignmentTo } from "../../src/core/detection/assignments/scan.ts";
import { genericKeywords } from "../../src/core/detection/generic.ts";
import { extensionOf, languageOf } from "../../src/core/detection/languages.ts";
import { BUCKETS, featuresOf } from "../../src/core/detection/model/features.ts";
import { ZERO_WEIGHT } from "../../src/core/detection/model/model.ts";

const EPOCHS = 40;
const RATE = 0.08;
const DECAY = 0.0004;
/** Steps of a weight on each side of 0, so that each is one printable character. */
const LEVELS = 44;
/** Features that fewer projects show say something of those projects, not of secrets. */
const LEAST_PROJECTS = 3;
const keyword = new RegExp(genericKeywords.join("|"), "gi");

/** Assignments of the labelled rows with their features; label 1 = a secret. A hundred equal lines of one project weigh as ten. */
export function samplesOf(rows) {
  const groups = new Map();
  for (const row of rows) {
    const key = `${row.path} ${row.line_start} ${row.line_end}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const samples = [...groups.values()].flatMap(samplesOfLines);
  const counts = new Map();
  for (const { key } of samples) counts.set(key, (counts.get(key) ?? 0) + 1);
  return samples.map((sample) => ({ ...sample, weight: Math.pow(counts.get(sample.key), -0.5) }));
}

function samplesOfLines(group) {
  const [{ text: lines, path, origin }] = group;
  const text = `${lines}\n`;
  return assignmentsIn(text, path).flatMap((assignment) => {
    const value = text.slice(assignment.start, assignment.end);
    const label = labelOf(value, group);
    if (label === undefined || isPlaceForSecret(value)) return [];
    const features = [...new Set(featuresOf({ text, extension: extensionOf(path), assignment }))];
    return [{ label, features, origin, key: `${origin} ${assignment.name} ${label}`, text, value }];
  });
}

function assignmentsIn(text, path) {
  const found = new Map();
  for (const match of text.matchAll(keyword)) {
    const place = { text, path, start: match.index, end: match.index + match[0].length };
    const assignment = assignmentTo(nameAround(place), place.text, languageOf(path));
    if (assignment) found.set(`${assignment.start}-${assignment.end}`, assignment);
  }
  return [...found.values()];
}

/** 1 for a secret, 0 for none, undefined where the labels do not tell. */
function labelOf(value, group) {
  const agreeing = group.filter(
    ({ secrets }) => secrets?.[0] && (value.includes(secrets[0]) || secrets[0].includes(value)),
  );
  const kinds = new Set((agreeing.length > 0 ? agreeing : group).map(({ kind }) => kind));
  if (kinds.has("pos-noncore")) return undefined;
  if (agreeing.length === 0) return kinds.has("pos") ? undefined : 0;
  return kinds.has("pos") ? 1 : 0;
}

/** Logistic regression by AdaGrad with weight decay. */
export function train(samples) {
  const isCommon = commonFeatures(samples);
  const all = samples.map((sample) => ({ ...sample, features: sample.features.filter(isCommon) }));
  const weights = new Float64Array(BUCKETS);
  const squares = new Float64Array(BUCKETS).fill(1e-6);
  let bias = 0;
  for (let step = 0; step < EPOCHS * all.length; step++) {
    const { features, label, weight } = all[(step * 7919) % all.length];
    const error = (1 / (1 + Math.exp(-sum(weights, features, bias))) - label) * weight;
    bias -= RATE * 0.05 * error;
    for (const feature of features) {
      const gradient = error + DECAY * weights[feature];
      squares[feature] += gradient * gradient;
      weights[feature] -= (RATE * gradient) / Math.sqrt(squares[feature]);
    }
  }
  return { weights, bias };
}

function sum(weights, features, bias) {
  return features.reduce((total, feature) => total + weights[feature], bias);
}

function commonFeatures(samples) {
  const origins = new Map();
  for (const { features, origin } of samples) {
    for (const feature of features) origins.set(feature, (origins.get(feature) ?? new Set()).add(origin));
  }
  return (feature) => (origins.get(feature)?.size ?? 0) >= LEAST_PROJECTS;
}

/** Samples with the odds that a model gives them which has not seen their project. */
export function crossValidated(samples, folds) {
  const origins = [...new Set(samples.map(({ origin }) => origin))].toSorted((a, b) => (a < b ? -1 : 1));
  return Array.from({ length: folds }, (_, fold) => {
    const held = new Set(origins.filter((__, index) => index % folds === fold));
    const { weights, bias } = train(samples.filter(({ origin }) => !held.has(origin)));
    return samples
      .filter(({ origin }) => held.has(origin))
      .map((sample) => ({ ...sample, odds: sum(weights, sample.features, bias) }));
  }).flat();
}

/** Weights as characters. */
export function quantised({ weights, bias }) {
  const scale = Math.max(...weights.map(Math.abs)) / LEVELS;
  const letters = Array.from(weights, (weight) => String.fromCharCode(ZERO_WEIGHT + Math.round(weight / scale))).join(
    "",
  );
  return { letters, scale, bias };
}
