/** The progress line of a test, and its result once every question is answered. */

import { announce, Component, fill } from "../../lib/component.mjs";
import { getStore } from "../../lib/store.mjs";

export default class QuizSummary extends Component {
  static moduleName = "quiz-summary";

  #ids = (this.$root.dataset.rhItems ?? "").split(" ").filter(Boolean);
  #$progress = this.need(".rh-quiz-progress");
  #$result = this.need(".rh-quiz-result");
  #$score = this.need(".rh-quiz-result__score");
  #$reread = this.need(".rh-quiz-result__reread");

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    this.$root.hidden = false;
    // The progress line lies over the last lines of the window: no field with focus may be under it.
    document.documentElement.style.scrollPaddingBottom = "4rem";
    document.addEventListener("rh-item", (event) => {
      this.#update(/** @type {CustomEvent} */ (event).detail.isNew);
    });
    this.need("button").addEventListener("click", () => this.#restart());
    this.#update(false);
  }

  /** @param {string} id */
  #state(id) {
    return document.getElementById(id)?.dataset.rhState ?? "";
  }

  /** @param {boolean} isNew an answer just given, not one restored from the store */
  #update(isNew) {
    const total = this.#ids.length;
    const answered = this.#ids.filter((id) => this.#state(id)).length;
    const right = this.#ids.filter((id) => this.#state(id) === "right").length;
    const percent = total ? Math.floor((100 * right) / total) : 0;
    const values = { answered, right, total, percent };
    const progress = fill(this.#$progress.dataset.rhText ?? "", values);
    this.#$progress.textContent = progress;
    const done = total > 0 && answered === total;
    this.#$result.hidden = !done;
    this.#$score.textContent = fill(this.#$score.dataset.rhText ?? "", values);
    const passed = percent >= Number(this.$root.dataset.rhPass);
    for (const $case of this.every("[data-rh-case]")) {
      $case.hidden = ($case.dataset.rhCase === "pass") !== passed;
    }
    this.#listSections();
    if (isNew) announce(done ? `${progress}. ${this.#$score.textContent}` : progress);
  }

  #listSections() {
    const $lines = this.every("[data-rh-items]");
    for (const $line of $lines) {
      const ids = ($line.dataset.rhItems ?? "").split(" ");
      $line.hidden = !ids.some((id) => ["wrong", "partial"].includes(this.#state(id)));
    }
    this.#$reread.hidden = $lines.every(({ hidden }) => hidden);
  }

  async #restart() {
    await getStore().remove(this.#ids.map((id) => `item:${id}`));
    const $first = document.getElementById(this.#ids[0]);
    $first?.scrollIntoView();
    /** @type {HTMLElement | null | undefined} */
    const $field = $first?.querySelector("input, select, .rh-quiz__moves [data-rh-move=down]");
    $field?.focus({ preventScroll: true });
  }
}
