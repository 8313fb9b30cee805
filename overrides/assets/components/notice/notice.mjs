/** What the store has to say: storage blocked or full, a damaged record, a shared computer. */

import { announce, Component, handOver } from "../../lib/component.mjs";
import { fetchPart } from "../../lib/fetch-part.mjs";
import { getStore } from "../../lib/store.mjs";

export default class Notice extends Component {
  static moduleName = "notice";

  #store = getStore();
  #$end = this.need("[data-rh-do=end]");
  #$save = this.need("[data-rh-do=save]");

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    void this.#store.ready.then(() => this.#mark());
    this.#store.addEventListener("notice", (event) => {
      this.#mark();
      this.#show(/** @type {CustomEvent} */ (event).detail.code);
    });
    this.#store.addEventListener("change", () => {
      this.#mark();
      if (this.#store.mode !== "disk") return;
      for (const code of ["shared", "blocked"])
        if (!this.#store.notices.has(code)) this.#hide(code);
    });
    this.#$save.addEventListener("click", async () => {
      const part = await fetchPart(() => import("../../lib/learner-file.mjs")); // few need it
      // Where the records cannot be read, the store has said so.
      await part?.saveFile(this.$root.dataset.rhEdition ?? "").catch(console.error);
    });
    this.#$end.addEventListener("click", () => void this.#end());
    this.need("[data-rh-do=close]").addEventListener("click", () => this.#close());
    for (const code of this.#store.notices) this.#show(code);
  }

  /** For the sentences that say how long records last, wherever they stand (`.rh-if-…`). */
  #mark() {
    document.documentElement.toggleAttribute("data-rh-visit", this.#store.mode !== "disk");
  }

  /** @param {string} code */
  #show(code) {
    const $case = this.need(`[data-rh-case="${code}"]`);
    if (!$case.hidden) return;
    $case.hidden = false;
    this.$root.hidden = false;
    if (code === "shared") this.#$end.hidden = false;
    else {
      this.$root.dataset.rhUrgent = ""; // stays in view while the page is read
      announce($case.textContent ?? "");
    }
  }

  /** @param {string} code */
  #hide(code) {
    this.need(`[data-rh-case="${code}"]`).hidden = true;
    if (code === "shared") this.#$end.hidden = true;
    if (this.every("[data-rh-case]").every(({ hidden }) => hidden)) this.#close();
  }

  #close() {
    handOver(this.$root);
    this.$root.hidden = true;
  }

  async #end() {
    await this.#store.endVisit();
    this.#$save.focus();
    this.#$end.hidden = true;
    this.need("[data-rh-case=shared]").hidden = true;
    this.#show("ended");
  }
}
