/** One option of several, or some of them. */

import { Answer } from "./answer.mjs";

export class Choices extends Answer {
  /** @param {HTMLElement} $root */
  constructor($root) {
    super($root, ".rh-quiz__option input");
    this.$inputs = /** @type {HTMLInputElement[]} */ (this.$fields);
  }

  get given() {
    return this.#$chosen.map(({ value }) => value);
  }

  /** Each right option that was chosen counts, and each wrong one takes one away. */
  get points() {
    const hits = this.#$chosen.filter(isRight).length;
    const right = this.$inputs.filter(isRight).length;
    return Math.max(0, hits - (this.#$chosen.length - hits)) / right;
  }

  get outcome() {
    if (this.points === 1) return "right";
    return this.#$chosen.some(isRight) ? "partial" : "wrong";
  }

  get #$chosen() {
    return this.$inputs.filter(({ checked }) => checked);
  }

  /** @param {string[]} given */
  fillIn(given) {
    const values = this.$inputs.map(({ value }) => value);
    if (!given.length || !given.every((key) => values.includes(key))) return false;
    for (const $input of this.$inputs) $input.checked = given.includes($input.value);
    return true;
  }

  clear() {
    for (const $input of this.$inputs) $input.checked = false;
  }

  show() {
    this.#show(this.#$chosen);
  }

  hasMore() {
    return !this.$inputs.every(hasFeedback);
  }

  showMore() {
    this.#show(this.$inputs);
  }

  /** @param {HTMLInputElement[]} $inputs */
  #show($inputs) {
    for (const $input of $inputs) {
      const $why = this.$answers[this.$inputs.indexOf($input)].querySelector(".rh-why");
      if ($why && !hasFeedback($input)) this.addFeedback($input, $why);
    }
  }
}

/** @param {HTMLInputElement} $input */
const isRight = ($input) => "rhRight" in $input.dataset;

/** @param {HTMLInputElement} $input */
const hasFeedback = ($input) => Boolean(document.getElementById(`${$input.id}-why`));
