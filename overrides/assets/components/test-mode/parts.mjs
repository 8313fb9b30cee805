/**
 * The parts of a question that change their order when a test is taken again: options, the right
 * sides of pairs, steps.
 */

import { reordered, unordered } from "./order.mjs";

/**
 * Parts with letters: A is always the first.
 * @typedef {{ $parts: HTMLElement[], label: ($part: any, letter: string) => void }} Lettered
 */

const OPTIONS = ".rh-quiz__option > [type=radio], .rh-quiz__option > [type=checkbox]";

export class Parts {
  #quiz;
  #$steps;
  /** @type {Lettered[]} as written */
  #lettered;

  /**
   * @param {HTMLElement} $root the question, as written
   * @param {import("../quiz/quiz.mjs").default} quiz
   */
  constructor($root, quiz) {
    this.#quiz = quiz;
    this.#$steps = quiz.untouched;
    const $options = every($root, OPTIONS).map(({ parentElement }) => parentElement);
    const $sides = every($root, ".rh-quiz__sides > li");
    const $selects = /** @type {HTMLSelectElement[]} */ (every($root, ".rh-quiz__pair select"));
    this.#lettered = [
      { $parts: /** @type {HTMLElement[]} */ ($options), label: labelIn("label > b") },
      { $parts: $sides, label: labelIn("b") },
      ...$selects.map(({ options }) => ({ $parts: [...options].slice(1), label: labelFirst })),
    ];
  }

  /**
   * Lists of one length are mixed alike by one seed: so a letter means the same in all of a question.
   * @param {string} seed empty: as written
   */
  place(seed) {
    for (const { $parts, label } of this.#lettered) {
      const $parent = $parts[0]?.parentElement;
      if (!$parent) continue;
      const chosen = $parent instanceof HTMLSelectElement ? $parent.value : "";
      const $placed = seed ? reordered($parts, seed) : $parts;
      $parent.append(...$placed);
      // Whatever a browser makes of a list while its chosen line is taken out.
      if ($parent instanceof HTMLSelectElement) $parent.value = chosen;
      $placed.forEach(($part, place) => label($part, String.fromCharCode(65 + place)));
    }
    // Paper has the written order in any case, see `steps.mjs`.
    if (this.#$steps.length)
      this.#quiz.untouched = seed ? unordered(this.#$steps, seed) : this.#$steps;
  }
}

/**
 * @param {HTMLElement} $root
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
const every = ($root, selector) => [...$root.querySelectorAll(selector)].map(asHtml);

const asHtml = (/** @type {Element} */ $element) => /** @type {HTMLElement} */ ($element);

/** @param {string} selector of the letter */
const labelIn = (selector) => (/** @type {HTMLElement} */ $part, /** @type {string} */ letter) => {
  const $letter = $part.querySelector(selector);
  if ($letter) $letter.textContent = letter;
};

/**
 * A line of a list holds text alone: "A. …".
 * @param {HTMLOptionElement} $option
 * @param {string} letter
 */
const labelFirst = ($option, letter) => {
  $option.text = letter + $option.text.slice(1);
};
