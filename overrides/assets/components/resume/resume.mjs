/** "Where you left off" on the home page; until there is such a place, the box says where to start. */

import { isComingBack, leadBack } from "../../lib/coming-back.mjs";
import { Component } from "../../lib/component.mjs";
import { longDate } from "../../lib/format.mjs";
import { getStore, siteBase } from "../../lib/store.mjs";

export default class Resume extends Component {
  static moduleName = "resume";

  #store = getStore();
  #$link = /** @type {HTMLAnchorElement} */ (this.need("a"));
  #$title = this.need("#rh-resume-title");
  #$note = this.need(".rh-resume__note");
  #$time = /** @type {HTMLTimeElement} */ (this.need("time"));

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    isComingBack(); // a click that came to nothing is forgotten
    this.#store.addEventListener("change", () => void this.#show());
    void this.#show();
  }

  async #show() {
    const [record] = await this.#store.all("place");
    if (!record) return;
    const { url, title, anchor } = record.value;
    this.#$title.textContent = this.$root.dataset.rhResumeTitle ?? "";
    this.#$note.textContent = this.$root.dataset.rhResumeAt ?? "";
    leadBack(this.#$link, siteBase() + url, anchor);
    this.#$link.textContent = title;
    this.#$time.dateTime = record.at;
    this.#$time.textContent = longDate(record.at);
  }
}
