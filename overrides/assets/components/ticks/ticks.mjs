/**
 * Marks what is done, wherever a page links to it: `data-rh-done` names the steps (`lib/progress.mjs`)
 * that a link stands for, `data-rh-path` the path of a description. Room for the marks is there from
 * the start, so nothing moves.
 *
 * Its element holds the site's list and carries the words for screen readers.
 */

import { Component } from "../../lib/component.mjs";
import { readProgress } from "../../lib/progress.mjs";
import { getStore } from "../../lib/store.mjs";

export default class Ticks extends Component {
  static moduleName = "ticks";

  #store = getStore();
  #$links = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-rh-done]")]);
  #$paths = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-rh-path]")]);

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    if (!this.#$links.length && !this.#$paths.length) return;
    this.#store.watch(["attempt:", "case:", "read:", "setting:"], () => this.#show());
    void this.#show();
  }

  async #show() {
    const progress = await readProgress(this.#store);
    for (const $link of this.#$links) {
      const steps = $link.dataset.rhDone ?? "";
      $link.querySelector(".rh-tick")?.remove();
      if (!progress.hasAll(steps)) continue;
      const { rhWord = "", rhWordRead = "" } = this.$root.dataset;
      const $tick = document.createElement("span");
      $tick.className = "rh-tick";
      $tick.textContent = ` (${/-(test|case)$/.test(steps) ? rhWord : rhWordRead})`;
      $link.append($tick);
    }
    if (!this.#$paths.length) return;
    const chosen = await this.#store.get("setting:path");
    for (const $path of this.#$paths) {
      $path.toggleAttribute("data-rh-chosen", $path.dataset.rhPath === chosen);
    }
  }
}
