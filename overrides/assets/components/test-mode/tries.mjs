/** The list of what was handed in: date, points, bar, and a way to look at it again. */

import { Component } from "../../lib/component.mjs";
import { percent, shareOf } from "../../lib/progress.mjs";
import { getStore } from "../../lib/store.mjs";

/** @typedef {import("./records.mjs").Attempt} Attempt */

/** Drawn at a time: somebody may have handed in thousands. */
const STEP = 10;

export class Tries extends Component {
  static moduleName = "tries";

  #draft;
  #line;
  #say;
  #open;
  #shown = STEP;
  #$list = this.need("ol");
  #$none = this.need("p");
  #$more = this.need("[data-rh-do=more]");
  #when = new Intl.DateTimeFormat(document.documentElement.lang, {
    dateStyle: "long",
    timeStyle: "short",
  });

  /**
   * @param {Element} $root within a `details`: the list is read only when that is opened
   * @param {import("./records.mjs").Draft} draft
   * @param {{ line: number, say: (code: string) => string, open: (attempt: Attempt) => void }} options
   */
  constructor($root, draft, { line, say, open }) {
    super($root);
    this.#draft = draft;
    this.#line = line;
    this.#say = say;
    this.#open = open;
    this.#$more.addEventListener("click", async () => {
      const first = this.#shown;
      this.#shown += STEP;
      await this.list();
      this.#$list.children[first]?.querySelector("button")?.focus();
    });
    getStore().addEventListener("change", (event) => {
      const keys = /** @type {string[]} */ (/** @type {CustomEvent} */ (event).detail.keys);
      if (!keys.length || keys.some((key) => key.startsWith(draft.attempts))) void this.list();
    });
  }

  /** @param {string} at */
  date(at) {
    return this.#when.format(new Date(at));
  }

  /** Read and draw it, while it can be seen. */
  async list() {
    if (!this.$root.closest("details")?.open) return;
    const tries = await this.#draft.tries();
    this.#$none.hidden = tries.length > 0;
    this.#$list.replaceChildren(
      ...tries.slice(0, this.#shown).map((attempt) => this.#row(attempt)),
    );
    const $more = this.#$more.parentElement;
    if ($more) $more.hidden = tries.length <= this.#shown;
  }

  /** @param {Attempt} attempt */
  #row(attempt) {
    const { at, value } = attempt;
    const percentage = percent(shareOf(value));
    const $row = document.createElement("li");
    const $date = document.createElement("span");
    $date.textContent = this.date(at);
    const $score = document.createElement("strong");
    const points = value.points.toLocaleString(document.documentElement.lang, {
      maximumFractionDigits: 2,
    });
    $score.textContent = `${points} / ${value.of}`;
    const $meter = document.createElement("span");
    $meter.className = "rh-test__meter";
    $meter.setAttribute("aria-hidden", "true");
    $meter.append(document.createElement("i"));
    this.draw($meter, percentage);
    const $open = document.createElement("button");
    $open.type = "button";
    $open.className = "rh-button";
    $open.textContent = this.#say("history_open");
    const label = this.#say("history_open_label").replace("{date}", this.date(at));
    $open.setAttribute("aria-label", label);
    $open.addEventListener("click", () => this.#open(attempt));
    $row.append($date, " ", $score, $meter, $open);
    return $row;
  }

  /**
   * Draw a bar; where there is a line, it says on which side the bar ends.
   * @param {HTMLElement} $meter
   * @param {number} percentage
   */
  draw($meter, percentage) {
    const $bar = $meter.querySelector("i");
    if ($bar) $bar.style.inlineSize = `${percentage}%`;
    if (this.#line) {
      $meter.dataset.rhCase = percentage >= this.#line ? "pass" : "fail";
    }
  }
}
