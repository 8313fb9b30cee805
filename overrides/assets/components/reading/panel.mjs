/**
 * The panel of the reading aids, below the header. It is not modal: the page behind it shows what a
 * setting does. Once focus or a tap leaves it, it closes, for it would hide what is in use.
 *
 * It knows the section it was opened for: the one of the button beside a heading, else the one that
 * is being read; and the words that were selected then.
 */

import { announce, Component } from "../../lib/component.mjs";
import { apply, current, keep, kept, READING, SCHEME } from "./settings.mjs";

/** @type {WeakMap<Element, Panel>} */
const panels = new WeakMap();

export default class Panel extends Component {
  static moduleName = "reading-panel";

  /** The heading of the section that the aids work on. @type {HTMLElement | undefined} */
  $heading;

  /** @type {Range | undefined} */
  selection;

  #$form = /** @type {HTMLFormElement} */ (this.need("form"));
  #$header = /** @type {HTMLElement} */ (document.querySelector("[data-rh-module=reading]"));

  /** The button that gets the focus back. */
  $opener = this.#$header;

  /** @param {Element} $panel */
  static of($panel) {
    return /** @type {Panel} */ (panels.get($panel));
  }

  /** @param {Element} $root the panel, hidden */
  constructor($root) {
    super($root);
    panels.set($root, this);
    this.#$header.setAttribute("aria-controls", this.$root.id);
    const $module = this.need("[data-rh-aid=print-module]");
    const { rhWhole, rhTitle } = this.#$header.dataset;
    $module.hidden = !rhWhole;
    Object.assign($module.dataset, { rhWhole, rhTitle });
    this.need("[data-rh-do=close]").addEventListener("click", () => this.close(true));
    this.#$form.addEventListener("change", () => this.#choose());
    this.#$form.addEventListener("reset", () => {
      setTimeout(() => this.#choose(this.need("[data-rh-say=reset]").textContent ?? ""));
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isOpen) this.close(true);
    });
    for (const type of ["focusin", "pointerdown"]) {
      document.addEventListener(type, ({ target }) => {
        if (!(target instanceof Node) || !this.isOpen) return;
        if (!this.$root.contains(target) && !this.#$header.contains(target)) this.close(false);
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
    if (this.isOpen) this.close(true);
    else this.open(this.#$header);
  }

  /** @param {HTMLElement} $opener the header's button, or the one of a section */
  open($opener) {
    this.$opener = $opener;
    this.#look();
    this.#show();
    this.$root.hidden = false;
    this.#$header.setAttribute("aria-expanded", "true");
    this.$root.scrollTop = 0;
    this.$root.focus({ preventScroll: true });
  }

  /** @param {boolean} givesBackFocus */
  close(givesBackFocus) {
    this.$root.hidden = true;
    this.#$header.setAttribute("aria-expanded", "false");
    if (givesBackFocus) this.$opener.focus();
  }

  /** Which section, which words. */
  #look() {
    const $before = this.$opener.previousElementSibling;
    /** @type {NodeListOf<HTMLElement>} */
    const $headings = document.querySelectorAll(".rh-prose > h2[id]");
    this.$heading =
      this.$opener.dataset.rhAid === "section" && $before instanceof HTMLElement
        ? $before
        : [...$headings].reverse().find(($h) => $h.getBoundingClientRect().top < innerHeight / 3);
    const chosen = getSelection();
    const isText = chosen && !chosen.isCollapsed && String(chosen).trim();
    const $common = isText ? chosen.getRangeAt(0).commonAncestorContainer : null;
    const $element = $common instanceof Element ? $common : $common?.parentElement;
    this.selection = $element?.closest(".rh-prose") ? chosen?.getRangeAt(0) : undefined;
    this.need("[data-rh-aid=copy-selection]").hidden = !this.selection;
    for (const name of ["listen-section", "copy-section"])
      this.need(`[data-rh-aid=${name}]`).hidden = !this.$heading;
    const $place = this.need("[data-rh-place]");
    $place.hidden = !this.$heading;
    this.need("[data-rh-place] strong").textContent = this.$heading?.textContent?.trim() ?? "";
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
