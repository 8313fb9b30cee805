/** Steps to put in order, with a button to move each one up and one to move it down. */

import { announce, fill } from "../../lib/component.mjs";
import { Answer } from "./answer.mjs";

export class Steps extends Answer {
  #isMoved = false;

  /** @param {HTMLElement} $root */
  constructor($root) {
    super($root, ".rh-quiz__moves button");
    this.$list = /** @type {HTMLElement} */ ($root.querySelector(".rh-quiz__steps"));
    this.$untouched = this.#$steps;
    // For paper alone, where the list is a grid.
    this.$untouched.forEach(({ style }, index) => (style.order = String(index)));
    this.$list.addEventListener("click", ({ target }) => {
      const $button = target instanceof Element ? target.closest("button") : null;
      if ($button && !$button.hasAttribute("aria-disabled")) this.#move($button);
    });
    this.#refresh();
  }

  get #$steps() {
    return /** @type {HTMLElement[]} */ ([...this.$list.children]);
  }

  get #places() {
    return this.#$steps.map(({ dataset }) => Number(dataset.rhPlace));
  }

  /** The order that nobody touched is no answer. */
  get given() {
    return this.#isMoved ? this.#$steps.map(({ dataset }) => dataset.rhKey ?? "") : [];
  }

  /** Every two steps that rightly follow one another count. */
  get points() {
    const follow = this.#places.filter((place, index, all) => place === all[index - 1] + 1);
    return follow.length / (this.$untouched.length - 1);
  }

  /** @param {string[]} given */
  fillIn(given) {
    const $chosen = given.flatMap((key) =>
      this.$untouched.filter(({ dataset }) => dataset.rhKey === key),
    );
    const lengths = [given.length, $chosen.length, new Set($chosen).size];
    if (lengths.some((length) => length !== this.$untouched.length)) return false;
    this.#isMoved = true;
    this.#put($chosen);
    return true;
  }

  clear() {
    this.#isMoved = false;
    this.#put(this.$untouched);
  }

  /** @param {HTMLElement[]} $steps */
  #put($steps) {
    this.$list.append(...$steps);
    this.#refresh();
  }

  /** @param {boolean} on */
  lock(on) {
    for (const $button of this.$fields) {
      /** @type {HTMLElement} */ ($button.parentElement).hidden = on;
    }
  }

  show() {
    const places = this.#places;
    const { rhFollows, rhInstead = "" } = this.$list.dataset;
    places.forEach((place, index) => {
      const isThere = place === index + 1;
      const right = isThere || place === places[index - 1] + 1;
      const instead = right ? rhFollows : `${this.word("wrong")} ${fill(rhInstead, { place })}`;
      this.#$steps[index].append(this.mark(right, isThere ? undefined : instead));
    });
  }

  focus() {
    this.$fields.find(($button) => !$button.hasAttribute("aria-disabled"))?.focus();
  }

  /** @param {HTMLElement} $button */
  #move($button) {
    const $step = /** @type {HTMLElement} */ ($button.closest("li"));
    const isUp = $button.dataset.rhMove === "up";
    const $other = isUp ? $step.previousElementSibling : $step.nextElementSibling;
    if (!$other) return;
    // The neighbour moves, so the button keeps its focus; Safari gives it none by a click.
    if (isUp) $step.after($other);
    else $step.before($other);
    $button.focus();
    this.#isMoved = true;
    this.#refresh();
    $step.scrollIntoView({ block: "nearest" });
    const place = this.#$steps.indexOf($step) + 1;
    announce(fill(this.$list.dataset.rhMoved ?? "", { place, total: this.$untouched.length }));
    this.$list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** What stands at an end has one way to go. */
  #refresh() {
    const $ends = [
      this.$list.firstElementChild?.querySelector("[data-rh-move=up]"),
      this.$list.lastElementChild?.querySelector("[data-rh-move=down]"),
    ];
    for (const $button of this.$fields) {
      if ($ends.includes($button)) $button.setAttribute("aria-disabled", "true");
      else $button.removeAttribute("aria-disabled");
    }
  }
}
