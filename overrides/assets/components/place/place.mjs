/**
 * Remembers the page that is being read, how far, and that it was read to its end.
 *
 * The element carries `data-rh-page` (id of the page); its title is `data-rh-title` or the page's h1.
 */

import { Component } from "../../lib/component.mjs";
import { getStore, siteBase } from "../../lib/store.mjs";

/** Someone who only passes through is not reading. */
const SETTLE_MS = 1500;

export default class Place extends Component {
  static moduleName = "place";

  #store = getStore();
  #isRead = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    addEventListener("scroll", () => this.#soon(), { passive: true });
    // A phone may end the page without another word.
    addEventListener("visibilitychange", () => this.#timer && this.#keep());
    this.#soon();
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), SETTLE_MS);
  }

  #keep() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { rhPage, rhTitle } = this.$root.dataset;
    const title = rhTitle ?? document.querySelector("h1")?.textContent?.trim() ?? document.title;
    const box = this.$root.getBoundingClientRect();
    const room = Math.max(box.height - innerHeight, 1);
    const scroll = Math.round(100 * Math.min(Math.max(-box.top / room, 0), 1)) / 100;
    // The last heading that has passed the top: it still fits when the page has been edited.
    const passed = this.every("h2[id], h3[id]").filter(
      ($heading) => $heading.getBoundingClientRect().top < innerHeight / 3,
    );
    const anchor = passed.length ? passed[passed.length - 1].id : "";
    const url = location.pathname.slice(siteBase().length);
    void this.#store.set("place", { url, title: title.slice(0, 300), anchor, scroll });
    if (rhPage && !this.#isRead && box.bottom <= innerHeight + 40) {
      this.#isRead = true;
      void this.#store.set(`read:${rhPage}`, { done: true });
    }
  }
}
