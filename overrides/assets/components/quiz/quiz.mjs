/**
 * A quiz item: answer, feedback beneath each chosen option, explanation, memory.
 *
 * All words stand in the HTML that `render/quiz.py` wrote; this only moves, copies and shows them.
 * An answered item is locked until "try again": its fields keep their place in the Tab order, so
 * that a keyboard does not fall off the page and a screen reader can walk the options.
 */

import { announce, Component } from "../../lib/component.mjs";
import { getStore } from "../../lib/store.mjs";
import { fold, lower } from "../../lib/turkish.mjs";

/** @typedef {"right" | "partial" | "wrong"} Outcome */

/** A key held down or a second click must not undo the answer it gave. */
const GUARD_MS = 400;

/**
 * What was typed, made comparable.
 * @param {string} text
 * @param {boolean} loosely diacritics do not count
 */
export function comparable(text, loosely) {
  const words = text
    .replace(/[‘’`´ʼ]/g, "'")
    .replace(/[‐-–]/g, "-")
    .replace(/\s+/g, " ");
  return (loosely ? fold : lower)(words.replace(/^[\s"“”'.,;:!?]+|[\s"“”'.,;:!?]+$/g, ""));
}

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
  #loosely = "rhFold" in this.$root.dataset;
  #isFill = this.$root.dataset.rhType === "fill";
  #isDirty = false;
  #isHeld = false;
  #answeredAt = 0;

  #$fields = /** @type {HTMLInputElement[]} */ (this.every("fieldset input"));
  #$answers = this.every(".rh-quiz__answers > li");
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
    this.$root.dataset.rhStarted = "";

    this.#$form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.#isAnswered && !this.#isHeld) void this.#answer();
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
      this.#$fields[0].focus();
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
    const { given } = this;
    return given.length > 0 && given.every((text) => text.trim());
  }

  /**
   * Between 0 and 1. Of several right options each chosen one counts, and each wrong one that was
   * chosen takes one away; of several blanks each right one counts.
   */
  get points() {
    const right = this.#$fields.filter(($field) => this.#isRight($field)).length;
    if (this.#isFill) return right / this.#$fields.length;
    const $chosen = this.#$fields.filter(({ checked }) => checked);
    const hits = $chosen.filter(($field) => this.#isRight($field)).length;
    return Math.max(0, hits - ($chosen.length - hits)) / right;
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
    return this.#fillIn(given);
  }

  /**
   * Show an answer with its feedback, for good: the review of a test.
   * @param {string[]} given empty: it was left out
   */
  reveal(given) {
    this.reset();
    this.#fillIn(given);
    this.#show(this.#outcome);
    this.#$retry.hidden = this.#isHeld;
    this.#$actions.hidden = false;
  }

  /** What is chosen or typed now: keys of options, or one text for each blank. */
  get given() {
    if (this.#isFill) return this.#$fields.map(({ value }) => value);
    return this.#$fields.filter(({ checked }) => checked).map(({ value }) => value);
  }

  /**
   * @param {HTMLInputElement} $field
   * @returns {boolean} whether this blank is filled rightly, or this option belongs to the answer
   */
  #isRight($field) {
    if (!this.#isFill) return "rhRight" in $field.dataset;
    return JSON.parse($field.dataset.rhAccept ?? "[]").some((/** @type {string} */ answer) =>
      this.#same(answer, $field.value),
    );
  }

  /**
   * @param {string} a
   * @param {string} b
   */
  #same(a, b) {
    return comparable(a, this.#loosely) === comparable(b, this.#loosely);
  }

  /** @returns {Outcome} */
  get #outcome() {
    const $right = this.#$fields.filter(($field) => this.#isRight($field));
    const $chosen = this.#isFill ? this.#$fields : this.#$fields.filter(({ checked }) => checked);
    const hits = $chosen.filter(($field) => $right.includes($field)).length;
    if (hits === $chosen.length && hits === $right.length) return "right";
    return hits ? "partial" : "wrong";
  }

  async #answer() {
    const given = this.given;
    if (!given.length || given.some((text) => !text.trim())) {
      this.#say("empty");
      announce(this.#$outcome.textContent ?? "");
      (this.#$fields.find(({ value }) => !value.trim()) ?? this.#$fields[0]).focus();
      return;
    }
    this.#answeredAt = Date.now();
    const outcome = this.#outcome;
    const hadFocus = document.activeElement === this.#$submit;
    this.#$changed.hidden = true;
    this.#show(outcome);
    // In a frame of its own: focusing lays the page out, which the feedback has just changed.
    if (hadFocus) requestAnimationFrame(() => this.#$retry.focus());
    const feedback = this.#feedback;
    const said = this.#$outcome.textContent ?? "";
    announce([feedback[0]?.startsWith(said) ? "" : said, ...this.#marks, ...feedback].join(" "));
    this.#isDirty = false;
    this.#tell(true);
    const digest = this.#digest;
    const right = outcome === "right";
    await this.#store.set(this.#key, (/** @type {any} */ old) => ({
      given,
      right,
      digest,
      tries: (old?.tries ?? 0) + 1,
    }));
  }

  /** "Blank 1: right." and so on, where there are several. */
  get #marks() {
    return this.every(".rh-quiz__blank").map(($blank) => {
      const mark = $blank.querySelector(".rh-quiz__mark")?.textContent;
      return mark ? `${$blank.querySelector("label")?.textContent}: ${mark}` : "";
    });
  }

  get #feedback() {
    return this.every(".rh-quiz__feedback").map(({ textContent }) => textContent ?? "");
  }

  /** @param {Outcome} outcome */
  #show(outcome) {
    this.$root.dataset.rhState = outcome;
    this.#say(outcome);
    this.#lock(true);
    this.#$submit.hidden = true;
    this.#$retry.hidden = false;
    this.#$more.hidden = false;
    if (this.#isFill) this.#showBlanks();
    else this.#showOptions(({ checked }) => checked);
    this.#$others.hidden = this.#isFill ? outcome === "right" : this.#$fields.every(hasFeedback);
  }

  /** @param {Outcome | "empty"} code */
  #say(code) {
    this.#$outcome.dataset.rhCase = code;
    this.#$outcome.textContent = this.#$outcome.getAttribute(`data-rh-${code}`);
    this.#$outcome.hidden = false;
  }

  /** @param {(option: HTMLInputElement) => boolean} which */
  #showOptions(which) {
    this.#$fields.forEach(($field, index) => {
      if (!which($field) || hasFeedback($field)) return;
      this.#addFeedback($field, this.#$answers[index].querySelector(".rh-why"));
    });
  }

  #showBlanks() {
    const $foreseen = this.#$answers.filter(($line) => "rhWrong" in $line.dataset);
    for (const $field of this.#$fields) {
      const right = this.#isRight($field);
      $field.setAttribute("aria-invalid", String(!right));
      if (this.#$fields.length > 1) {
        const $mark = document.createElement("strong");
        $mark.className = "rh-quiz__mark";
        $mark.dataset.rhCase = right ? "right" : "wrong";
        $mark.textContent = this.#$outcome.getAttribute(`data-rh-${$mark.dataset.rhCase}`);
        $field.after($mark);
      }
      if (right) continue;
      const $line = $foreseen.find(({ dataset }) =>
        this.#same(dataset.rhWrong ?? "", $field.value),
      );
      this.#addFeedback($field, $line?.querySelector(".rh-why") ?? null);
    }
  }

  /**
   * @param {HTMLInputElement} $field
   * @param {Element | null} $why
   */
  #addFeedback($field, $why) {
    if (!$why) return;
    const $box = document.createElement("div");
    $box.className = "rh-quiz__feedback";
    $box.id = `${$field.id}-why`;
    $box.append($why.cloneNode(true));
    ($field.closest(".rh-quiz__option, .rh-quiz__stem") ?? $field).append($box);
    const described = $field.getAttribute("aria-describedby");
    $field.setAttribute("aria-describedby", described ? `${described} ${$box.id}` : $box.id);
  }

  #showOthers() {
    const before = this.every(".rh-quiz__feedback");
    if (this.#isFill) this.#$more.prepend(copyOf(this.#$answers));
    else this.#showOptions(() => true);
    this.#$retry.focus();
    this.#$others.hidden = true;
    const $new = this.every(".rh-quiz__shown, .rh-quiz__feedback").filter(
      ($box) => !before.includes($box),
    );
    announce($new.map(($box) => ($box.closest(".rh-quiz__option") ?? $box).textContent).join(" "));
  }

  /** @param {boolean} locked */
  #lock(locked) {
    for (const $field of this.#$fields) {
      if (this.#isFill) $field.readOnly = locked;
      else if (locked) $field.setAttribute("aria-disabled", "true");
      else $field.removeAttribute("aria-disabled");
    }
  }

  /** Back to the question as it was; the stored answer stays until there is a new one. */
  reset() {
    delete this.$root.dataset.rhState;
    this.#lock(false);
    for (const $box of this.every(".rh-quiz__feedback, .rh-quiz__shown, .rh-quiz__mark"))
      $box.remove();
    for (const $field of this.#$fields) {
      $field.checked = false;
      if (this.#isFill) $field.value = "";
      $field.removeAttribute("aria-invalid");
      const described = ($field.getAttribute("aria-describedby") ?? "").replace(/ ?\S+-why/, "");
      if (described) $field.setAttribute("aria-describedby", described);
      else $field.removeAttribute("aria-describedby");
    }
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
    const record = await this.#store.get(this.#key);
    if (this.#isDirty || this.#isHeld) return;
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
    if (this.#fillIn(record.given)) {
      // A stored "right" holds for the same question even where it was typed in the other language.
      this.#show(!isChanged && record.right ? "right" : this.#outcome);
    }
    this.#tell();
  }

  /**
   * @param {string[]} given
   * @returns {boolean} whether everything that was chosen is still there
   */
  #fillIn(given) {
    if (this.#isFill) {
      if (given.length !== this.#$fields.length) return false;
      this.#$fields.forEach(($field, index) => ($field.value = given[index]));
      return true;
    }
    const values = this.#$fields.map(({ value }) => value);
    if (!given.length || !given.every((key) => values.includes(key))) return false;
    for (const $field of this.#$fields) $field.checked = given.includes($field.value);
    return true;
  }

  /** Tell the test's summary; only a new answer is worth announcing. */
  #tell(isNew = false) {
    this.$root.dispatchEvent(new CustomEvent("rh-item", { bubbles: true, detail: { isNew } }));
  }
}

/** @param {HTMLInputElement} $field */
const hasFeedback = ($field) => Boolean(document.getElementById(`${$field.id}-why`));

/** @param {HTMLElement[]} $lines */
function copyOf($lines) {
  const $list = document.createElement("ul");
  $list.className = "rh-quiz__answers rh-quiz__shown";
  $list.append(...$lines.map(($line) => $line.cloneNode(true)));
  return $list;
}
