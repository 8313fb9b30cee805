/** What changed on this page since it was read; once, as it was when the page was opened. */

import { Component } from "../../lib/component.mjs";
import { knownEditions, showLater } from "../../lib/editions.mjs";
import { getStore } from "../../lib/store.mjs";

export default class Changes extends Component {
  static moduleName = "changes";

  /** @param {Element} $root names the page in `data-rh-page` */
  constructor($root) {
    super($root);
    void this.#show(this.$root.dataset.rhPage ?? "");
  }

  /** @param {string} page */
  async #show(page) {
    const store = getStore();
    const kinds = [`read:${page}`, `attempt:${page}.`, `case:${page}`];
    const records = (await Promise.all(kinds.map((kind) => store.all(kind)))).flat();
    this.$root.hidden = !showLater(this.$root, knownEditions(records).get(page));
  }
}
