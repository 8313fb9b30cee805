/** Blanks to fill in. */

import { fold, lower } from "../../lib/turkish.mjs";
import { Answer } from "./answer.mjs";

/**
 * What was typed, made comparable.
 * @param {string} text
 * @param {boolean} loosely diacritics do not count
 */
export function comparable(text, loosely) {
  const words = text
    .replace(/[‘’`´ʼ]/g, "'")
    .replace(/[‐-–]/g, "-")
    .replace(/\s+/g, " ");
  return (loosely ? fold : lower)(words.replace(/^[\s"“”'.,;:!?]+|[\s"“”'.,;:!?]+$/g, ""));
}

export class Blanks extends Answer {
  #loosely = "rhFold" in this.$root.dataset;

  /** @param {HTMLElement} $root */
  constructor($root) {
    super($root, ".rh-quiz__blank input");
    this.$inputs = /** @type {HTMLInputElement[]} */ (this.$fields);
  }

  get given() {
    return this.$inputs.map(({ value }) => value);
  }

  /** Each blank that is filled rightly counts. */
  get points() {
    return this.$inputs.filter(($input) => this.#isRight($input)).length / this.$inputs.length;
  }

  /** @param {string[]} given */
  fillIn(given) {
    if (given.length !== this.$inputs.length) return false;
    this.$inputs.forEach(($input, index) => ($input.value = given[index]));
    return true;
  }

  clear() {
    for (const $input of this.$inputs) $input.value = "";
  }

  /** @param {boolean} on */
  lock(on) {
    for (const $input of this.$inputs) $input.readOnly = on;
  }

  show() {
    for (const $input of this.$inputs) {
      const right = this.#isRight($input);
      $input.setAttribute("aria-invalid", String(!right));
      if (this.$inputs.length > 1) $input.after(this.mark(right));
      const $why = this.$answers
        .find(({ dataset }) => this.#same(dataset.rhWrong ?? "", $input.value))
        ?.querySelector(".rh-why");
      if (!right && $why) this.addFeedback($input, $why);
    }
  }

  get said() {
    return [...this.$root.querySelectorAll(".rh-quiz__blank")].map(($blank) => {
      const mark = $blank.querySelector(".rh-quiz__mark")?.textContent;
      return mark ? `${$blank.querySelector("label")?.textContent}: ${mark}` : "";
    });
  }

  focus() {
    (this.$inputs.find(({ value }) => !value.trim()) ?? this.$inputs[0]).focus();
  }

  /** @param {HTMLInputElement} $input */
  #isRight({ dataset, value }) {
    return JSON.parse(dataset.rhAccept ?? "[]").some((/** @type {string} */ answer) =>
      this.#same(answer, value),
    );
  }

  /**
   * @param {string} a
   * @param {string} b
   */
  #same(a, b) {
    return comparable(a, this.#loosely) === comparable(b, this.#loosely);
  }
}
