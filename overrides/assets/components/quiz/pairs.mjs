/** Left sides, each with a list to choose its right side from. */

import { fill } from "../../lib/component.mjs";
import { Answer } from "./answer.mjs";

export class Pairs extends Answer {
  /** @param {HTMLElement} $root */
  constructor($root) {
    super($root, ".rh-quiz__pair select");
    this.$selects = /** @type {HTMLSelectElement[]} */ (this.$fields);
  }

  get given() {
    return this.$selects.map(({ value }) => value);
  }

  /** Each right pair counts. */
  get points() {
    return this.$selects.filter(isRight).length / this.$selects.length;
  }

  /** @param {string[]} given */
  fillIn(given) {
    const values = [...this.$selects[0].options].map(({ value }) => value);
    if (given.length !== this.$selects.length || !given.every((key) => values.includes(key)))
      return false;
    this.$selects.forEach(($select, index) => ($select.value = given[index]));
    return true;
  }

  clear() {
    for (const $select of this.$selects) $select.value = "";
  }

  /** @param {boolean} on */
  lock(on) {
    super.lock(on);
    for (const $select of this.$selects) {
      for (const $option of $select.options) $option.disabled = on && !$option.selected;
    }
  }

  show() {
    for (const $select of this.$selects) {
      const right = isRight($select);
      $select.setAttribute("aria-invalid", String(!right));
      const [$answer] = [...$select.options].filter(
        ({ value }) => value === $select.dataset.rhRight,
      );
      const instead = fill($select.dataset.rhInstead ?? "", { answer: $answer?.text });
      const $mark = this.mark(right, right ? undefined : `${this.word("wrong")} ${instead}`);
      this.describe($select, $mark, $select.parentElement ?? this.$root);
    }
  }

  hasMore() {
    return false;
  }

  focus() {
    (this.$selects.find(({ value }) => !value) ?? this.$selects[0]).focus();
  }
}

/** @param {HTMLSelectElement} $select */
const isRight = ({ dataset, value }) => value === dataset.rhRight;
