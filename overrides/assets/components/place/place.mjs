/**
 * Remembers the page that is being read, how far, and that it was read to its end; takes a reader who
 * comes back by "where you left off" to the same lines.
 *
 * The element carries `data-rh-page` (id of the page) and `data-rh-edition`; its title is
 * `data-rh-title` or the page's h1.
 */

import { Component } from "../../lib/component.mjs";
import { isComingBack } from "../../lib/coming-back.mjs";
import { getStore, siteBase } from "../../lib/store.mjs";

/** Someone who only passes through is not reading. */
const SETTLE_MS = 1500;

const HEADINGS = "h2[id], h3[id]";

/** Where the reader's first line is, below the header; px from the top of the window. */
const firstLine = () =>
  parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;

export default class Place extends Component {
  static moduleName = "place";

  #store = getStore();
  #shownAt = performance.now();
  /** Whether reading to the end is still to be kept; unknown until the disk has answered. */
  #isNew = /** @type {boolean | undefined} */ (false);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    addEventListener("scroll", () => this.#soon(), { passive: true });
    addEventListener("visibilitychange", () => (document.hidden ? this.#leave() : this.#show()));
    this.#soon();
    if (this.$root.dataset.rhPage) {
      this.#store.watch([this.#readKey], () => void this.#lookUp());
      void this.#lookUp();
    }
    if (isComingBack()) {
      const page = { url: this.#url, headings: HEADINGS, isShown, firstLine };
      import("./come-back.mjs").then(({ comeBack }) => comeBack(this.$root, page), console.error);
    }
  }

  #show() {
    this.#shownAt = performance.now();
    this.#soon();
  }

  /** A phone may end the page without another word. */
  #leave() {
    if (this.#timer) this.#keep(performance.now() - this.#shownAt >= SETTLE_MS);
  }

  #soon() {
    clearTimeout(this.#timer);
    // A tab that was opened behind another one: nobody sees it yet.
    if (!document.hidden) this.#timer = setTimeout(() => this.#keep(true), SETTLE_MS);
  }

  get #url() {
    return location.pathname.slice(siteBase().length);
  }

  /** @param {boolean} isReading and not only passing through */
  #keep(isReading) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const title =
      this.$root.dataset.rhTitle ??
      document.querySelector("h1")?.textContent?.trim() ??
      document.title;
    const box = this.$root.getBoundingClientRect();
    const room = Math.max(box.height - innerHeight, 1);
    const scroll = Math.round(100 * share(-box.top / room)) / 100;
    // The last heading that has passed the first line, and how far from it to the next: that still
    // fits when the page has been edited, or is read on another screen.
    const line = firstLine();
    const $headings = this.every(HEADINGS).filter(isShown);
    const tops = $headings.map(($heading) => $heading.getBoundingClientRect().top);
    const passed = tops.filter((top) => top <= line + 1).length;
    const anchor = $headings[passed - 1]?.id ?? "";
    const from = tops[passed - 1] ?? box.top;
    const height = Math.max((tops[passed] ?? box.bottom) - from, 1);
    const within = Math.round(1e5 * share((line - from) / height)) / 1e5;
    const place = { url: this.#url, title: title.slice(0, 300), anchor, scroll, within };
    this.#store.hold("place", place);
    void this.#store.set("place", place);
    if (isReading && box.bottom <= innerHeight + 40) this.#markAsRead();
  }

  get #readKey() {
    return `read:${this.$root.dataset.rhPage}`;
  }

  async #lookUp() {
    this.#isNew = undefined;
    this.#isNew = this.#isLater(await this.#store.get(this.#readKey));
  }

  /**
   * A copy that was downloaded earlier takes nothing back.
   * @param {{ edition?: string } | undefined} old
   */
  #isLater(old) {
    return !old || (this.$root.dataset.rhEdition ?? "") > (old.edition ?? "");
  }

  /** Once in each edition: the record's date is the day of reading, not of the last look. */
  #markAsRead() {
    if (this.#isNew === false) return;
    const value = { done: true, edition: this.$root.dataset.rhEdition };
    // What is held goes before every older record: only where there is none that has to stay.
    if (this.#isNew) this.#store.hold(this.#readKey, value);
    this.#isNew = false;
    void this.#store.set(this.#readKey, (/** @type {{ edition?: string } | undefined} */ old) =>
      this.#isLater(old) ? value : undefined,
    );
  }
}

/** Of a case that is being played, one scene is there. @param {Element} $heading */
const isShown = ($heading) => $heading.getClientRects().length > 0;

/** @param {number} value */
const share = (value) => Math.min(Math.max(value, 0), 1);
