/** What a module still needs to be done: its test, its case. */

import { percent } from "./progress.mjs";

/** @typedef {import("./progress.mjs").Progress} Progress */

/**
 * @param {string[]} needs ids of steps
 * @param {Progress} progress
 * @returns {{ step: string, word: string, percent: number }[]} `word` names the sentence to say
 */
export function missing(needs, progress) {
  return needs
    .filter((step) => !progress.has(step))
    .map((step) => {
      const share = progress.best.get(step);
      const test = share === undefined ? "missing-test-none" : "missing-test";
      const word = step.endsWith("-case") ? "missing-case" : test;
      return { step, word, percent: percent(share) };
    });
}
