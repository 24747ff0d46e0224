import { featuresOf, type Specimen } from "./features.ts";
import { BIAS, SCALE, WEIGHTS } from "./weights.ts";

/** The character that stands for a weight of 0; those after it are positive. */
export const ZERO_WEIGHT = 0x50;

/**
 * How sure the model is that the value of an assignment is a secret: the logarithm of the odds, 0 for even ones. Trained on
 * labelled lines of real projects by `scripts/train-detection.mjs`.
 */
export function logOddsOfSecret(specimen: Specimen): number {
  let sum = 0;
  for (const number of featuresOf(specimen)) sum += WEIGHTS.charCodeAt(number) - ZERO_WEIGHT;
  return sum * SCALE + BIAS;
}
