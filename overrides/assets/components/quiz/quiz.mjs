/**
 * A quiz item: answer, feedback beneath each chosen option, explanation, memory.
 *
 * All words stand in the HTML that `render/quiz.py` wrote; this only moves, copies and shows them.
 * An answered item is locked until "try again": its fields keep their place in the Tab order, so
 * that a keyboard does not fall off the page and a screen reader can walk the options.
 */

import { announce, Component } from "../../lib/component.mjs";
import { getStore } from "../../lib/store.mjs";
import { Blanks } from "./blanks.mjs";
import { Choices } from "./choices.mjs";
import { Pairs } from "./pairs.mjs";
import { Steps } from "./steps.mjs";

/** @typedef {import("./answer.mjs").Outcome} Outcome */

/** @type {Record<string, typeof import("./answer.mjs").Answer | undefined>} */
const WAYS = { fill: Blanks, match: Pairs, order: Steps };

/** A key held down or a second click must not undo the answer it gave. */
const GUARD_MS = 400;

/** @type {WeakMap<Element, Quiz>} */
const quizzes = new WeakMap();

/**
 * Two ways of working. In practice, each item is answered for itself and remembers its answer. When
 * a test holds it (`hold`), it only takes answers and says `rh-given`; the test keeps them, and
 * shows them with their feedback when it is over (`reveal`).
 */
export default class Quiz extends Component {
  static moduleName = "quiz";

  /**
   * The component of an item, or undefined before it has started.
   * @param {Element | null} $root
   */
  static of($root) {
    return $root ? quizzes.get($root) : undefined;
  }

  #store = getStore();
  #key = `item:${this.$root.dataset.rhItem}`;
  #digest = this.$root.dataset.rhDigest ?? "";
  #isDirty = false;
  #isHeld = false;
  #answeredAt = 0;
  /** Only the latest reading of the store counts, and none that began before an answer. */
  #turn = 0;

  #answer = new (WAYS[this.$root.dataset.rhType ?? ""] ?? Choices)(this.$root, "");
  #$form = this.need("form");
  #$changed = this.need(".rh-quiz__changed");
  #$actions = this.need(".rh-quiz__actions");
  #$submit = this.need("[type=submit]");
  #$retry = this.need("[data-rh-do=retry]");
  #$others = this.need("[data-rh-do=others]");
  #$outcome = this.need(".rh-quiz__outcome");
  #$more = this.need(".rh-quiz__more");

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    quizzes.set($root, this);
    this.need(".rh-quiz__key").hidden = true;
    this.#$actions.hidden = false;
    this.#$more.hidden = true;
    this.#$outcome.after(this.#$more);
    this.#answer.lock(false);
    this.$root.dataset.rhStarted = "";

    this.#$form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.#isAnswered && !this.#isHeld) void this.#judge();
    });
    this.#$form.addEventListener("input", () => {
      this.#isDirty = true;
      if (this.#isHeld) this.$root.dispatchEvent(new CustomEvent("rh-given", { bubbles: true }));
    });
    // Locked fields stay reachable; a click on one is taken back.
    this.#$form.addEventListener("click", (event) => {
      if (this.#isAnswered && event.target instanceof HTMLInputElement) event.preventDefault();
    });
    this.#$retry.addEventListener("click", () => {
      if (Date.now() - this.#answeredAt < GUARD_MS) return;
      this.reset();
      this.#isDirty = true; // the stored answer must not come back by itself
      this.#answer.focus();
    });
    this.#$others.addEventListener("click", () => this.#showOthers());
    this.#store.addEventListener("change", (event) => {
      const { keys } = /** @type {CustomEvent} */ (event).detail;
      if (!this.#isDirty && (!keys.length || keys.includes(this.#key))) void this.#restore();
    });
    void this.#restore();
  }

  get #isAnswered() {
    return Boolean(this.$root.dataset.rhState);
  }

  /** Id of the item. */
  get id() {
    return this.$root.dataset.rhItem ?? "";
  }

  /** What the item asked when it was answered: it changes with the question. */
  get digest() {
    return this.#digest;
  }

  /** Whether there is something to hand in. */
  get isComplete() {
    return this.#answer.isComplete;
  }

  /** Between 0 and 1; how they are counted, each way of answering says. */
  get points() {
    return this.#answer.points;
  }

  /**
   * Leave keeping and judging to a test, or take them back.
   * @param {boolean} on
   */
  hold(on) {
    this.#isHeld = on;
    this.reset();
    this.#$actions.hidden = on;
    if (!on) void this.#restore();
  }

  /**
   * Put an answer into the fields, without judging it.
   * @param {string[]} given
   * @returns {boolean} false: the question has changed, and the answer does not fit it
   */
  fillIn(given) {
    return Array.isArray(given) && this.#answer.fillIn(given);
  }

  /**
   * Show an answer with its feedback, for good: the review of a test.
   * @param {string[]} given empty: it was left out
   */
  reveal(given) {
    this.reset();
    this.fillIn(given);
    this.#show(this.#answer.outcome);
    this.#$retry.hidden = this.#isHeld;
    this.#$actions.hidden = false;
  }

  /**
   * What is chosen, typed or ordered now: keys of options, a text for each blank, the key of a right
   * side for each left one ("" for none), keys of steps in their order. An order that was not
   * touched is empty.
   */
  get given() {
    return this.#answer.given;
  }

  /** The steps of an ordering item as they stand when nobody has moved one, from `reset` on. */
  get untouched() {
    return this.#answer.$untouched;
  }

  set untouched($steps) {
    this.#answer.$untouched = $steps;
  }

  async #judge() {
    const { given } = this;
    if (!this.isComplete) {
      this.#say("empty");
      announce(this.#$outcome.textContent ?? "");
      this.#answer.focus();
      return;
    }
    this.#answeredAt = Date.now();
    this.#turn += 1;
    const { outcome } = this.#answer;
    const hadFocus = document.activeElement === this.#$submit;
    this.#$changed.hidden = true;
    this.#show(outcome);
    // In a frame of its own: focusing lays the page out, which the feedback has just changed.
    if (hadFocus) requestAnimationFrame(() => this.#$retry.focus());
    announce(this.said);
    this.#isDirty = false;
    this.#tell(true);
    const digest = this.#digest;
    const right = outcome === "right";
    this.#store.hold(this.#key, { given, right, digest, tries: 1 });
    await this.#store.set(this.#key, (/** @type {any} */ old) => ({
      given,
      right,
      digest,
      tries: (old?.tries ?? 0) + 1,
    }));
  }

  /** What an answer has shown, for those who hear it. */
  get said() {
    const feedback = this.every(".rh-quiz__feedback").map(({ textContent }) => textContent ?? "");
    const outcome = this.#$outcome.textContent ?? "";
    return [
      feedback[0]?.startsWith(outcome) ? "" : outcome,
      ...this.#answer.said,
      ...feedback,
    ].join(" ");
  }

  /** Go to where the answer begins, or goes on. */
  focus() {
    this.#answer.focus();
  }

  /** @param {Outcome} outcome */
  #show(outcome) {
    this.$root.dataset.rhState = outcome;
    this.#say(outcome);
    this.#answer.lock(true);
    this.#$submit.hidden = true;
    this.#$retry.hidden = false;
    this.#$more.hidden = false;
    this.#answer.show();
    this.#$others.hidden = !this.#answer.hasMore(outcome);
  }

  /** @param {Outcome | "empty"} code */
  #say(code) {
    this.#$outcome.dataset.rhCase = code;
    this.#$outcome.textContent = this.#$outcome.getAttribute(`data-rh-${code}`);
    this.#$outcome.hidden = false;
  }

  #showOthers() {
    const before = this.every(".rh-quiz__feedback");
    this.#answer.showMore(this.#$more);
    // A test offers no second try: the words beside the button then.
    if (this.#$retry.hidden) this.#$outcome.tabIndex = -1;
    (this.#$retry.hidden ? this.#$outcome : this.#$retry).focus();
    this.#$others.hidden = true;
    const $new = this.every(".rh-quiz__shown, .rh-quiz__feedback").filter(
      ($box) => !before.includes($box),
    );
    announce($new.map(($box) => ($box.closest(".rh-quiz__option") ?? $box).textContent).join(" "));
  }

  /** Back to the question as it was; the stored answer stays until there is a new one. */
  reset() {
    delete this.$root.dataset.rhState;
    this.#answer.reset();
    this.#$submit.hidden = false;
    for (const $part of [
      this.#$retry,
      this.#$others,
      this.#$outcome,
      this.#$more,
      this.#$changed,
    ]) {
      $part.hidden = true;
    }
    this.#isDirty = false;
    this.#tell();
  }

  /** Show the stored answer, marked when the question has changed since. */
  async #restore() {
    this.#turn += 1;
    const turn = this.#turn;
    const record = await this.#store.get(this.#key);
    if (turn !== this.#turn || this.#isDirty || this.#isHeld) return;
    if (!record) {
      if (this.#isAnswered) this.reset();
      return;
    }
    if (this.#isAnswered) {
      if (String(record.given) === String(this.given)) return;
      this.reset();
    }
    const isChanged = record.digest !== this.#digest;
    this.#$changed.hidden = !isChanged;
    if (this.fillIn(record.given)) {
      // A stored "right" holds for the same question even where it was typed in the other language.
      this.#show(!isChanged && record.right ? "right" : this.#answer.outcome);
    }
    this.#tell();
  }

  /** Tell the test's summary; only a new answer is worth announcing. */
  #tell(isNew = false) {
    this.$root.dispatchEvent(new CustomEvent("rh-item", { bubbles: true, detail: { isNew } }));
  }
}
