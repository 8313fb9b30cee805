/**
 * The panel of the reading aids, below the header. It is not modal: the page behind it shows what a
 * setting does. Once focus or a tap leaves it, it closes, for it would hide what is in use.
 */

import { announce, Component } from "../../lib/component.mjs";
import { apply, current, keep, kept, READING, SCHEME } from "./settings.mjs";

/** @type {WeakMap<Element, Panel>} */
const panels = new WeakMap();

export default class Panel extends Component {
  static moduleName = "reading-panel";

  #$form = /** @type {HTMLFormElement} */ (this.need("form"));
  #$opener = /** @type {HTMLElement} */ (document.querySelector("[data-rh-module=reading]"));

  /** @param {Element} $panel */
  static of($panel) {
    return /** @type {Panel} */ (panels.get($panel));
  }

  /** @param {Element} $root the panel, hidden */
  constructor($root) {
    super($root);
    panels.set($root, this);
    this.#$opener.setAttribute("aria-controls", this.$root.id);
    this.need("[data-rh-do=close]").addEventListener("click", () => this.#close(true));
    this.#$form.addEventListener("change", () => this.#choose());
    this.#$form.addEventListener("reset", () => {
      setTimeout(() => this.#choose(this.need("[data-rh-say=reset]").textContent ?? ""));
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isOpen) this.#close(true);
    });
    for (const type of ["focusin", "pointerdown"]) {
      document.addEventListener(type, ({ target }) => {
        if (!(target instanceof Node) || !this.isOpen) return;
        if (!this.$root.contains(target) && !this.#$opener.contains(target)) this.#close(false);
      });
    }
    addEventListener("storage", ({ key }) => {
      if (key !== null && key !== READING && key !== SCHEME) return;
      apply(kept());
      this.#show();
    });
  }

  get isOpen() {
    return !this.$root.hidden;
  }

  toggle() {
    if (this.isOpen) this.#close(true);
    else this.#open();
  }

  #open() {
    this.#show();
    this.$root.hidden = false;
    this.#$opener.setAttribute("aria-expanded", "true");
    this.$root.scrollTop = 0;
    this.$root.focus();
  }

  /** @param {boolean} givesBackFocus */
  #close(givesBackFocus) {
    this.$root.hidden = true;
    this.#$opener.setAttribute("aria-expanded", "false");
    if (givesBackFocus) this.#$opener.focus();
  }

  /** Tick what the page shows. */
  #show() {
    const { scheme, reading } = current();
    const words = new Set([`scheme-${scheme}`, ...reading.split(" ")]);
    const $inputs = [...this.#$form.querySelectorAll("input")];
    for (const $input of $inputs) $input.checked = $input.value === ""; // one of each group
    for (const $input of $inputs)
      if ($input.value && $input.value.split(" ").every((word) => words.has(word)))
        $input.checked = true;
  }

  /** @param {string} [said] */
  #choose(said = "") {
    const form = new FormData(this.#$form);
    const scheme = String(form.get("scheme") ?? "").replace("scheme-", "");
    form.delete("scheme");
    const reading = [...form.values()].filter(Boolean).join(" ");
    apply({ scheme, reading });
    const $blocked = this.need("[data-rh-say=blocked]");
    const isNews = $blocked.hidden;
    $blocked.hidden = keep({ scheme, reading });
    if (said) announce(said);
    if (isNews && !$blocked.hidden) announce($blocked.textContent ?? "");
  }
}
