/**
 * The navigation drawer of narrow screens.
 *
 * Without a script the menu link goes to `#rh-nav`, which `:target` shows. Here the link becomes a
 * button that says whether the drawer is open. On wide screens the list is always in view and the
 * button is not shown, so nothing below runs.
 */

import { Component, ElementError } from "../../lib/component.mjs";

export default class Nav extends Component {
  static moduleName = "nav";

  #$button = this.#makeButton();

  /** @param {Element} $root the `nav` with the list */
  constructor($root) {
    super($root);
    this.need(".rh-nav-close").addEventListener("click", (event) => {
      event.preventDefault();
      this.#close(true);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#isOpen()) this.#close(true);
    });
    // The drawer lies over the page: once focus or a tap leaves it, it would hide what is in use.
    for (const type of ["focusin", "pointerdown"]) {
      document.addEventListener(type, ({ target }) => {
        if (!(target instanceof Node) || !this.#isOpen()) return;
        if (!this.$root.contains(target) && !this.#$button.contains(target)) this.#close(false);
      });
    }
    if (location.hash === "#rh-nav") this.#open();
  }

  /** @returns {HTMLButtonElement} */
  #makeButton() {
    const $link = document.querySelector("a.rh-nav-open");
    if (!$link) throw new ElementError("nav: no element a.rh-nav-open");
    const $button = document.createElement("button");
    $button.type = "button";
    $button.className = $link.className;
    $button.append(...$link.childNodes);
    $button.setAttribute("aria-controls", this.$root.id);
    $button.setAttribute("aria-expanded", "false");
    $button.addEventListener("click", () => (this.#isOpen() ? this.#close(true) : this.#open()));
    $link.replaceWith($button);
    return $button;
  }

  #isOpen() {
    return this.$root.hasAttribute("data-rh-open");
  }

  #open() {
    this.$root.setAttribute("data-rh-open", "");
    this.#$button.setAttribute("aria-expanded", "true");
    const $current = this.$root.querySelector("[aria-current]") ?? this.$root.querySelector("a");
    if ($current instanceof HTMLElement) $current.focus();
  }

  /** @param {boolean} givesBackFocus */
  #close(givesBackFocus) {
    this.$root.removeAttribute("data-rh-open");
    this.#$button.setAttribute("aria-expanded", "false");
    if (location.hash === "#rh-nav") {
      history.replaceState(null, "", location.pathname + location.search);
    }
    if (givesBackFocus) this.#$button.focus();
  }
}
