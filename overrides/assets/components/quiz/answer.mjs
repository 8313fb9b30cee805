/**
 * What all ways of answering have in common. A way knows its fields: it reads an answer from them,
 * puts one into them, judges it, and says beside each part what was right. The item around it
 * (`quiz.mjs`) keeps the record and the buttons.
 */

/** @typedef {"right" | "partial" | "wrong"} Outcome */

const SHOWN = ".rh-quiz__feedback, .rh-quiz__shown, .rh-quiz__mark";

export class Answer {
  /** The order that nobody touched, where the answer is one. @type {HTMLElement[]} */
  $untouched = [];

  /**
   * @param {HTMLElement} $root the item
   * @param {string} selector its fields
   */
  constructor($root, selector) {
    this.$root = $root;
    this.$fields = /** @type {HTMLElement[]} */ ([...$root.querySelectorAll(selector)]);
    this.$key = /** @type {HTMLElement} */ ($root.querySelector(".rh-quiz__answers"));
    this.$answers = /** @type {HTMLElement[]} */ ([...this.$key.children]);
  }

  /**
   * What is chosen, typed or ordered now; "" for a part that is left out, empty when all are.
   * @type {string[]}
   */
  get given() {
    return [];
  }

  /** Between 0 and 1, and 1 only when everything is right. */
  get points() {
    return 0;
  }

  /** Whether there is something to judge. */
  get isComplete() {
    const { given } = this;
    return given.length > 0 && given.every((text) => text.trim());
  }

  /** @returns {Outcome} */
  get outcome() {
    const { points } = this;
    return points === 1 ? "right" : points ? "partial" : "wrong";
  }

  /**
   * @param {string[]} given
   * @returns {boolean} false: it does not fit the question, and nothing was changed
   */
  fillIn(given) {
    return !given;
  }

  /** Back to the question as it was. */
  reset() {
    this.lock(false);
    for (const $box of this.$root.querySelectorAll(SHOWN)) $box.remove();
    for (const $field of this.$fields) {
      $field.removeAttribute("aria-invalid");
      const described = ($field.getAttribute("aria-describedby") ?? "").replace(/ ?\S+-why/, "");
      if (described) $field.setAttribute("aria-describedby", described);
      else $field.removeAttribute("aria-describedby");
    }
    this.clear();
  }

  /** Take the answer out of the fields. */
  clear() {}

  /**
   * An answer that was judged stays as it is; its fields stay reachable.
   * @param {boolean} on
   */
  lock(on) {
    for (const $field of this.$fields) {
      if (on) $field.setAttribute("aria-disabled", "true");
      else $field.removeAttribute("aria-disabled");
    }
  }

  /** Show beside each part what was right. */
  show() {}

  /**
   * Whether `showMore` has something that `show` has not shown.
   * @param {Outcome} outcome
   * @returns {boolean}
   */
  hasMore(outcome) {
    return outcome !== "right";
  }

  /** @param {HTMLElement} $more where the right answer goes */
  showMore($more) {
    const $shown = /** @type {HTMLElement} */ (this.$key.cloneNode(true));
    $shown.classList.add("rh-quiz__shown");
    $more.prepend($shown);
  }

  /** What `show` has shown to be wrong, part by part, for those who hear it. */
  get said() {
    const $wrong = [...this.$root.querySelectorAll(".rh-quiz__mark[data-rh-case=wrong]")];
    return $wrong.map(($mark) => {
      const $part = $mark.parentElement?.querySelector("label, .rh-quiz__step");
      return `${$part?.textContent}: ${$mark.textContent}`;
    });
  }

  /** Where an answer begins, or goes on. */
  focus() {
    this.$fields[0].focus();
  }

  /**
   * What the author says to an answer, below its field.
   * @param {HTMLElement} $field
   * @param {Element} $why
   */
  addFeedback($field, $why) {
    const $box = document.createElement("div");
    $box.className = "rh-quiz__feedback";
    $box.append($why.cloneNode(true));
    this.describe($field, $box, $field.closest(".rh-quiz__option, .rh-quiz__stem") ?? $field);
  }

  /**
   * Put a box somewhere, to be read with its field.
   * @param {HTMLElement} $field
   * @param {HTMLElement} $box
   * @param {Element} $where
   */
  describe($field, $box, $where) {
    $box.id = `${$field.id}-why`;
    $where.append($box);
    const described = $field.getAttribute("aria-describedby");
    $field.setAttribute("aria-describedby", described ? `${described} ${$box.id}` : $box.id);
  }

  /**
   * @param {boolean} right
   * @param {string} [text] instead of the word for right or wrong
   */
  mark(right, text) {
    const $mark = document.createElement("strong");
    $mark.className = "rh-quiz__mark";
    $mark.dataset.rhCase = right ? "right" : "wrong";
    $mark.textContent = text ?? this.word($mark.dataset.rhCase);
    return $mark;
  }

  /** @param {string} code */
  word(code) {
    return this.$root.querySelector(".rh-quiz__outcome")?.getAttribute(`data-rh-${code}`) ?? "";
  }
}
