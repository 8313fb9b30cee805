/** Practice on a test page: the progress line, and a result once every question is answered. */

import { announce, Component, fill } from "../../lib/component.mjs";
import { getStore } from "../../lib/store.mjs";

export class Practice extends Component {
  static moduleName = "practice";

  /** @type {string[]} */
  #ids;
  #line;
  #$progress = this.need(".rh-quiz-progress");
  #$result = this.need(".rh-quiz-result");
  #$score = this.need(".rh-quiz-result__score");

  /** The list of sections to read again; a test borrows it for its own result. */
  $reread = this.need(".rh-quiz-result__reread");

  /**
   * @param {Element} $root
   * @param {string[]} ids of the questions
   * @param {number} line percent to reach; NaN: there is none
   */
  constructor($root, ids, line) {
    super($root);
    this.#ids = ids;
    this.#line = line;
    document.addEventListener("rh-item", (event) => {
      if (!this.$root.hidden) this.#update(/** @type {CustomEvent} */ (event).detail.isNew);
    });
    this.need("[data-rh-do=restart]").addEventListener("click", () => this.#restart());
    this.show(true);
  }

  /** @param {boolean} on false while a test runs or is looked at */
  show(on) {
    this.$root.hidden = !on;
    if (!on) return;
    this.#$score.after(this.$reread);
    this.#update(false);
  }

  /**
   * List the sections that belong to these questions.
   * @param {string[]} ids
   */
  listSections(ids) {
    const $lines = [...this.$reread.querySelectorAll("li")];
    for (const $line of $lines) {
      $line.hidden = !($line.dataset.rhItems ?? "").split(" ").some((id) => ids.includes(id));
    }
    this.$reread.hidden = $lines.every(({ hidden }) => hidden);
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
    const passed = percent >= this.#line;
    for (const $case of this.every("[data-rh-case]")) {
      $case.hidden = ($case.dataset.rhCase === "pass") !== passed;
    }
    this.listSections(this.#ids.filter((id) => ["wrong", "partial"].includes(this.#state(id))));
    if (isNew) announce(done ? `${progress}. ${this.#$score.textContent}` : progress);
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
