/** The way out of a sensitive page: a link, and the Escape key pressed three times in a row. */

import { Component } from "../../lib/component.mjs";
import { leave } from "./leave.mjs";

const TIMES = 3;
const WITHIN_MS = 1500;

export default class QuickExit extends Component {
  static moduleName = "quick-exit";

  /** When the key was pressed. @type {number[]} */
  #pressed = [];

  /** @param {Element} $root the link, which works without a script too */
  constructor($root) {
    super($root);
    const address = /** @type {HTMLAnchorElement} */ (this.$root).href;
    this.$root.addEventListener("click", (event) => {
      event.preventDefault();
      leave(address);
    });
    // Before anything on the page can take the key for itself.
    addEventListener(
      "keydown",
      ({ key, repeat, timeStamp }) => {
        if (repeat) return; // held down, not pressed again
        if (key !== "Escape") this.#pressed = [];
        else this.#pressed = [...this.#pressed, timeStamp].slice(-TIMES);
        if (this.#pressed.length === TIMES && timeStamp - this.#pressed[0] < WITHIN_MS)
          leave(address);
      },
      { capture: true },
    );
  }
}
