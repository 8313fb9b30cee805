/** The colour scheme button: system, light, dark, in turn. */

import { Component } from "../../lib/component.mjs";

const KEY = "rh-scheme";
const STATES = /** @type {const} */ (["system", "light", "dark"]);

/** @typedef {(typeof STATES)[number]} State */

export default class Scheme extends Component {
  static moduleName = "scheme";

  #$text = this.need("[data-rh-scheme-text]");

  /** @param {Element} $root the button; its words come in data-rh-label, -system, -light, -dark */
  constructor($root) {
    super($root);
    const set = document.documentElement.getAttribute("data-rh-scheme");
    this.#show(set === "light" || set === "dark" ? set : "system");
    this.$root.addEventListener("click", () => {
      const now = STATES.indexOf(/** @type {State} */ (this.$root.dataset.rhSchemeState));
      const next = STATES[(now + 1) % STATES.length];
      this.#show(next);
      this.#keep(next);
    });
  }

  /** @param {State} state */
  #show(state) {
    const $html = document.documentElement;
    if (state === "system") $html.removeAttribute("data-rh-scheme");
    else $html.setAttribute("data-rh-scheme", state);

    const { rhLabel, rhSystem, rhLight, rhDark } = this.$root.dataset;
    const word = { system: rhSystem, light: rhLight, dark: rhDark }[state];
    this.$root.dataset.rhSchemeState = state;
    this.$root.title = `${rhLabel}: ${word}`;
    this.#$text.textContent = this.$root.title;

    // The browser's own bar follows the page, not the system, once the reader has chosen.
    const paper = getComputedStyle($html).getPropertyValue("--rh-bg").trim();
    if (state === "system" || !paper) return;
    for (const $meta of document.querySelectorAll("meta[name=theme-color]")) {
      $meta.setAttribute("content", paper);
    }
  }

  /** @param {State} state */
  #keep(state) {
    try {
      if (state === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, state);
    } catch {
      // Blocked or full storage: the choice holds for this page.
    }
  }
}
