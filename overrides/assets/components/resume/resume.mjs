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

  /** Where to start: what the box says when there is no such place, or no more. */
  #start = {
    title: this.#$title.textContent,
    note: this.#$note.textContent,
    link: this.#$link.textContent,
    address: this.#$link.getAttribute("href") ?? "",
  };

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    isComingBack(); // a click that came to nothing is forgotten
    this.#store.addEventListener("change", () => void this.#show());
    void this.#show();
  }

  async #show() {
    const [record] = await this.#store.all("place");
    const { rhResumeTitle = "", rhResumeAt = "" } = this.$root.dataset;
    this.#$title.textContent = record ? rhResumeTitle : this.#start.title;
    this.#$note.textContent = record ? rhResumeAt : this.#start.note;
    this.#$link.textContent = record ? record.value.title : this.#start.link;
    this.#$time.textContent = record ? longDate(record.at) : "";
    this.#$time.dateTime = record?.at ?? "";
    if (record) leadBack(this.#$link, siteBase() + record.value.url, record.value.anchor);
    else {
      this.#$link.setAttribute("href", this.#start.address);
      this.#$link.onclick = null;
    }
  }
}
