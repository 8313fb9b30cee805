/**
 * How many questions come back today: a line on the home page. One that changed since it was answered
 * is counted from its day on: only the review's own page has the digests that tell.
 */

import { Component, fill } from "../../lib/component.mjs";
import { doneOn, dueOf, idsOf, readDeck, settings } from "../../lib/deck.mjs";
import { dayOf } from "../../lib/format.mjs";
import { getStore } from "../../lib/store.mjs";

export default class ReviewDue extends Component {
  static moduleName = "review-due";

  #store = getStore();
  #ids = idsOf(this.$root.dataset.rhDeck);
  #$words = this.need("a");

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    this.#store.addEventListener("change", () => void this.#show());
    addEventListener("pageshow", (event) => event.persisted && void this.#show());
    void this.#show();
  }

  async #show() {
    const today = dayOf();
    const { daily, isPaused } = await settings(this.#store);
    const deck = await readDeck(this.#store, (id) => this.#ids.has(id), today, daily);
    const count = Math.min(daily - doneOn(deck, today), dueOf(deck, today).length);
    const { rhOne = "", rhMany = "" } = this.$root.dataset;
    this.#$words.textContent = fill(count === 1 ? rhOne : rhMany, { count });
    this.$root.hidden = isPaused || count < 1;
  }
}
