/**
 * The search dialog: a field and, under it, links to what was found.
 *
 * Opened by any element with `data-rh-search-open`, by `/` and by Ctrl+K. Without a script those
 * elements are links to the guide. Nothing is fetched before the dialog opens: then the engine
 * (`data-rh-engine`) and the head of the index (`data-rh-index`), and with each query the parts that
 * it needs.
 *
 * The results are plain links in lists, so a screen reader reads them as it reads any page; the
 * arrow keys, Home and End move between them. The count is said in the dialog's own live region,
 * because the one of the page is silent while a dialog is open.
 */

import { Component, ElementError, fill } from "../../lib/component.mjs";

/** @typedef {import("./engine.mjs").Answer} Answer */
/** @typedef {import("./engine.mjs").Result} Result */
/** @typedef {import("./engine.mjs").Search} Engine */

const WAIT_MS = 120;
const BEST = 5;
const FIRST = 8;
const MORE = 40;

export default class Search extends Component {
  static moduleName = "search";

  /** @type {HTMLDialogElement | undefined} */
  #$dialog;

  /** @type {Promise<Engine> | undefined} */
  #engine;

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** Only the answer to the last query is shown. */
  #turn = 0;

  /** @param {Element} $root carries data-rh-engine, data-rh-index, data-rh-base, data-rh-lang */
  constructor($root) {
    super($root);
    const $template = this.need("template");
    if (!($template instanceof HTMLTemplateElement)) throw new ElementError("search: no template");
    for (const $opener of document.querySelectorAll("[data-rh-search-open]")) {
      $opener.setAttribute("role", "button");
      $opener.setAttribute("aria-haspopup", "dialog");
    }
    document.addEventListener("click", (event) => {
      if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey) return;
      if (!event.target.closest("[data-rh-search-open]")) return;
      event.preventDefault();
      this.open();
    });
    document.addEventListener("keydown", (event) => this.#onPageKey(event));
  }

  /** Show the dialog and fetch what every search needs. */
  open() {
    const $dialog = this.#dialog();
    if (!$dialog.open) $dialog.showModal();
    this.#$field.select();
    this.#start().catch(() => this.#say(this.#words.failed));
  }

  /** @param {KeyboardEvent} event */
  #onPageKey(event) {
    const { target, key } = event;
    const isButton = target instanceof Element && target.closest("a[data-rh-search-open]");
    const isTyping =
      target instanceof HTMLElement &&
      (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
    const isShortcut =
      (event.ctrlKey || event.metaKey) && !event.altKey && key.toLowerCase() === "k";
    const isSlash = key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isShortcut && !isSlash && !(isButton && key === " ")) return;
    if (document.querySelector("dialog[open]") && !this.#$dialog?.open) return;
    event.preventDefault();
    this.open();
  }

  /** @returns {HTMLDialogElement} */
  #dialog() {
    if (this.#$dialog) return this.#$dialog;
    const $template = /** @type {HTMLTemplateElement} */ (this.need("template"));
    const $dialog = $template.content.firstElementChild?.cloneNode(true);
    if (!($dialog instanceof HTMLDialogElement)) throw new ElementError("search: no dialog");
    this.$root.append($dialog);
    this.#$dialog = $dialog;
    this.#$field.addEventListener("input", () => this.#searchSoon());
    this.need(".rh-search__close").addEventListener("click", () => $dialog.close());
    this.need("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#focusFirst();
    });
    $dialog.addEventListener("keydown", (event) => this.#onKey(event));
    $dialog.addEventListener("click", (event) => {
      if (event.target === $dialog) $dialog.close(); // beside the dialog
      // A link to this very page leaves the reader here: the dialog must not lie over the passage.
      if (event.target instanceof Element && event.target.closest(".rh-search__results a"))
        $dialog.close();
    });
    return $dialog;
  }

  get #$field() {
    return /** @type {HTMLInputElement} */ (this.need(".rh-search__field"));
  }

  get #words() {
    return this.need(".rh-search__results").dataset;
  }

  /** @returns {HTMLAnchorElement[]} */
  get #$links() {
    return /** @type {HTMLAnchorElement[]} */ (this.every(".rh-search__results a"));
  }

  /** @param {string} [text] */
  #say(text = "") {
    this.need("[role=status]").textContent = text;
  }

  /** @returns {Promise<Engine>} */
  #start() {
    this.#engine ??= this.#fetchEngine().catch((error) => {
      this.#engine = undefined; // the next key tries again
      throw error;
    });
    return this.#engine;
  }

  async #fetchEngine() {
    const { rhEngine = "", rhIndex = "", rhLang = "tr" } = this.$root.dataset;
    await new Promise((resolve, reject) => {
      const $script = document.createElement("script");
      // The preview has modules; a built page has one classic script, which runs from a file too.
      if (rhEngine.endsWith(".mjs")) $script.type = "module";
      $script.src = rhEngine;
      $script.onload = resolve;
      $script.onerror = () => reject(new Error(`not loaded: ${rhEngine}`));
      document.head.append($script);
    });
    const { rhSearch } = /** @type {any} */ (globalThis);
    return rhSearch.open(new URL(rhIndex, document.baseURI).href, rhLang);
  }

  #searchSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(), WAIT_MS);
  }

  /** @param {number} [limit] */
  async #search(limit = FIRST) {
    clearTimeout(this.#timer);
    const query = this.#$field.value;
    const turn = ++this.#turn;
    try {
      const engine = await this.#start();
      const answer = await engine.query(query, { limit });
      if (turn === this.#turn) this.#show(answer);
    } catch (error) {
      console.error("rehber: search", error);
      if (turn === this.#turn) this.#say(this.#words.failed);
    }
  }

  /** @param {Answer} answer */
  #show({ query, results, total, instead }) {
    const words = this.#words;
    const isEmpty = query.trim().length < 2;
    this.need(".rh-search__none").hidden = isEmpty || total > 0;
    this.need(".rh-search__hint").hidden = !isEmpty;
    const said = fill((total === 1 ? words.one : words.count) ?? "", { count: total });
    const meant = instead.length ? fill(words.instead ?? "", { words: instead.join(", ") }) : "";
    this.#say(isEmpty ? "" : total ? `${said} ${meant}`.trim() : words.none);
    const best = results.slice(0, BEST);
    const rest = results.slice(BEST);
    const names = (words.groups ?? "").split("|");
    /** @type {Node[]} */
    const parts = best.length ? [this.#list(words.best ?? "", best, names)] : [];
    for (const [group, name] of names.entries()) {
      const own = rest.filter((result) => result.group === group);
      if (own.length) parts.push(this.#list(name, own));
    }
    if (total > results.length && results.length < MORE) parts.push(this.#moreButton());
    this.need(".rh-search__results").replaceChildren(...parts);
  }

  /**
   * @param {string} name
   * @param {Result[]} results
   * @param {string[]} [groups] names to say beside each result, where a list holds several groups
   */
  #list(name, results, groups) {
    const $section = make("section", "rh-search__group");
    const $list = make("ol", "rh-search__list");
    $list.append(...results.map((result) => this.#item(result, groups?.[result.group])));
    $section.append(make("h2", "rh-search__name", name), $list);
    return $section;
  }

  /**
   * @param {Result} result
   * @param {string} [group]
   */
  #item({ url, anchor, title, label, heading, pieces }, group) {
    const $item = make("li", "rh-search__item");
    const $link = /** @type {HTMLAnchorElement} */ (make("a", "rh-search__link"));
    $link.href = this.#address(url) + (anchor ? `#${anchor}` : "");
    $link.append(make("span", "rh-search__title", title));
    const about = [group, label].filter(Boolean).join(" · ");
    if (about) $link.append(" ", make("span", "rh-search__about", about));
    if (heading) $link.append(" ", make("span", "rh-search__heading", heading));
    $item.append($link);
    if (pieces.length) {
      const $text = make("p", "rh-search__text");
      $text.append(...pieces.map(({ text, marked }) => (marked ? make("mark", "", text) : text)));
      $item.append($text);
    }
    return $item;
  }

  #moreButton() {
    const $button = make("button", "rh-button", this.#words.more);
    $button.setAttribute("type", "button");
    $button.addEventListener("click", async () => {
      const place = this.#$links.length;
      await this.#search(MORE);
      this.#$links[Math.min(place, this.#$links.length - 1)]?.focus();
    });
    return $button;
  }

  /** @param {string} url relative to the root of the language */
  #address(url) {
    const root = new URL((this.$root.dataset.rhBase ?? ".").replace(/\/?$/, "/"), document.baseURI);
    return new URL(url, root).href + (root.protocol === "file:" ? "index.html" : "");
  }

  async #focusFirst() {
    await this.#search();
    this.#$links[0]?.focus();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const { key, target } = event;
    const $links = this.#$links;
    const place = $links.findIndex(($link) => $link === target);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "ArrowDown" && (place >= 0 || target === this.#$field)) {
      ($links[place + 1] ?? $links[place])?.focus();
    } else if (key === "ArrowUp" && place >= 0) {
      ($links[place - 1] ?? this.#$field).focus();
    } else if (key === "Home" && place >= 0) {
      $links[0].focus();
    } else if (key === "End" && place >= 0) {
      $links[$links.length - 1].focus();
    } else {
      // Whoever goes on typing means the field.
      if (place >= 0 && key.length === 1 && key !== " ") this.#$field.focus();
      return;
    }
    event.preventDefault();
  }
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {string} [text]
 */
function make(tag, className, text) {
  const $made = document.createElement(tag);
  if (className) $made.className = className;
  if (text !== undefined) $made.textContent = text;
  return $made;
}
