/**
 * A test page: practice, and the door to the test as a whole.
 *
 * Practice is here at once: a progress line, and a result when every question is answered. What it
 * takes to sit the test (`test-mode.mjs`, its style sheet, its words) is fetched when it is begun,
 * when an unfinished one is found, or when somebody opens the earlier results.
 */

import { announce, Component, fill } from "../../lib/component.mjs";
import { add } from "../../lib/fetch-part.mjs";
import { getStore } from "../../lib/store.mjs";

/** @typedef {import("../test-mode/test-mode.mjs").TestMode} TestMode */

export default class Test extends Component {
  static moduleName = "test";

  #store = getStore();
  #line = Number(this.$root.dataset.rhPass ?? NaN);

  /** @type {Promise<TestMode> | undefined} */
  #mode;

  /** Ways into the test that are under way. */
  #opening = 0;

  #$questions = this.every(".rh-quiz[data-rh-item]");
  #$practice = this.need(".rh-quiz-summary");
  #$progress = this.need(".rh-quiz-progress");
  #$result = this.need(".rh-quiz-result");
  #$score = this.need(".rh-quiz-result__score");

  /** Sections to read again; the test borrows it for its own result. */
  $reread = this.need(".rh-quiz-result__reread");

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    this.$root.dataset.rhStarted = "";
    document.addEventListener("rh-item", (event) => {
      if (!this.#$practice.hidden) this.#update(/** @type {CustomEvent} */ (event).detail.isNew);
    });
    this.need("[data-rh-do=restart]").addEventListener("click", () => this.#restart());
    const $start = this.need("[data-rh-do=start]");
    $start.addEventListener(
      "click",
      () => void this.#alone(() => this.#use((mode) => mode.begin())),
    );
    const $tries = /** @type {HTMLDetailsElement} */ (this.need(".rh-test__tries"));
    $tries.addEventListener("toggle", () => {
      if ($tries.open) void this.#use((mode) => mode.listTries());
    });
    // What stays at the foot of the window lies over no field that has the focus.
    document.documentElement.style.scrollPaddingBottom = "5rem";
    this.showPractice(true);
    void this.#resume();
  }

  /** An unfinished test opens by itself. */
  #resume() {
    return this.#alone(async () => {
      if (await this.#store.get(`draft:${this.$root.dataset.rhTest}`))
        await this.#use((mode) => mode.resume());
    });
  }

  /**
   * Until the test is there, which takes a while on a slow device or network, nothing is answered
   * beside it.
   * @param {() => Promise<unknown>} open
   */
  async #alone(open) {
    this.#opening += 1;
    this.#hold(true);
    try {
      await open();
    } finally {
      this.#opening -= 1;
      if (!this.#opening) this.#hold(false);
    }
  }

  /** @param {boolean} on */
  #hold(on) {
    this.$root.toggleAttribute("data-rh-opening", on);
    for (const $item of this.#$questions) $item.inert = on;
  }

  /** @param {(mode: TestMode) => unknown} act */
  async #use(act) {
    const mode = await (this.#mode ??= this.#fetch()).catch((error) => {
      console.error("rehber: test", error);
      this.#mode = undefined; // the next press tries again
      this.need(".rh-test__said").hidden = false;
      announce(this.need(".rh-test__said").textContent ?? "");
    });
    if (mode) await act(mode);
  }

  async #fetch() {
    const { rhStyle = "", rhParts = "" } = this.$root.dataset;
    const [{ TestMode }] = await Promise.all([
      import("../test-mode/test-mode.mjs"),
      add("stylesheet", rhStyle),
      add("script", rhParts),
    ]);
    return new TestMode(this);
  }

  /**
   * @param {boolean} on false while a test runs or is looked at
   */
  showPractice(on) {
    this.#$practice.hidden = !on;
    if (!on) return;
    this.#$score.after(this.$reread);
    this.#update(false);
  }

  /**
   * List the sections that explain these questions.
   * @param {Element[]} $questions
   */
  listSections($questions) {
    /** @type {Map<string, HTMLElement>} */
    const lines = new Map();
    for (const $question of $questions) {
      const $link = $question.querySelector("a.rh-quiz__section");
      if (!($link instanceof HTMLAnchorElement) || lines.has($link.href)) continue;
      const $line = document.createElement("li");
      $line.append($link.cloneNode(true));
      lines.set($link.href, $line);
    }
    this.$reread.querySelector("ul")?.replaceChildren(...lines.values());
    this.$reread.hidden = !lines.size;
  }

  /** @param {boolean} isNew an answer just given, not one restored from the store */
  #update(isNew) {
    const $all = this.#$questions;
    const total = $all.length;
    const answered = $all.filter(({ dataset }) => dataset.rhState).length;
    const right = $all.filter(({ dataset }) => dataset.rhState === "right").length;
    const percent = total ? Math.floor((100 * right) / total) : 0;
    const values = { answered, right, total, percent };
    const progress = fill(this.#$progress.dataset.rhText ?? "", values);
    this.#$progress.textContent = progress;
    const done = total > 0 && answered === total;
    this.#$result.hidden = !done;
    this.#$score.textContent = fill(this.#$score.dataset.rhText ?? "", values);
    const passed = percent >= this.#line;
    for (const $case of this.#$result.querySelectorAll("[data-rh-case]")) {
      if (!($case instanceof HTMLElement)) continue;
      $case.hidden = ($case.dataset.rhCase === "pass") !== passed;
    }
    this.listSections(
      $all.filter(({ dataset }) => ["wrong", "partial"].includes(dataset.rhState ?? "")),
    );
    if (isNew) announce(done ? `${progress}. ${this.#$score.textContent}` : progress);
  }

  async #restart() {
    await this.#store.remove(this.#$questions.map(({ dataset }) => `item:${dataset.rhItem}`));
    const [$first] = this.#$questions;
    $first?.scrollIntoView();
    $first?.querySelector("input")?.focus({ preventScroll: true });
  }
}
