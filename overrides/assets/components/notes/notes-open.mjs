/**
 * The small part of the notes that every lesson fetches: marks the places that have a note, and
 * fetches the field when one is opened.
 *
 * The root holds the words and stands in the same element as the places (`data-rh-note`).
 */

import { Component, fill } from "../../lib/component.mjs";
import { fetchPart } from "../../lib/fetch-part.mjs";
import { leftOvers } from "../../lib/left-over.mjs";
import { getStore } from "../../lib/store.mjs";

export default class NotesOpen extends Component {
  static moduleName = "notes-open";

  /** Only the latest reading of the store counts. */
  #turn = 0;

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    this.$root.parentElement?.addEventListener("click", async ({ target }) => {
      if (!(target instanceof HTMLElement) || !target.matches(".rh-note-at > button")) return;
      const part = await fetchPart(() => import("./note-field.mjs"));
      await part?.toggle(target, this.$root);
    });
    getStore().addEventListener("change", () => void this.#mark());
    void this.#mark();
    if (leftOvers().size)
      import("./note-field.mjs").then(({ recover }) => recover(), console.error); // next time, then
  }

  async #mark() {
    this.#turn += 1;
    const turn = this.#turn;
    const { rhPage, rhAdd = "", rhNoted = "" } = this.$root.dataset;
    const records = await getStore().all(`note:${rhPage}.`);
    if (turn !== this.#turn) return;
    for (const $at of document.querySelectorAll("[data-rh-note]")) {
      const key = `note:${rhPage}.${$at.getAttribute("data-rh-note")}`;
      const text = records.find((record) => record.key === key)?.value.text.slice(0, 99);
      const $button = $at.firstElementChild;
      if ($button) $button.textContent = text ? fill(rhNoted, { text }) : rhAdd;
    }
  }
}
