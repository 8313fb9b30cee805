/**
 * Notes: the full reference of a citation, or the definition of a term, beside the link to it.
 *
 * Shown on hover, on focus and on the first tap; the link itself goes on to the list at the foot of
 * the page. Meets WCAG 1.4.13: Escape dismisses it, the pointer may move into it, and it stays until
 * pointer and focus have both left. It lies below or above its link, never over it.
 */

import { Component } from "../../lib/component.mjs";

const TRIGGER = ".rh-cite, .rh-term";
const ID = "rh-note";
const OPEN_AFTER_MS = 150;
const CLOSE_AFTER_MS = 250;
const GAP_PX = 6;
const EDGE_PX = 8;

/**
 * What a link on this page points to: the words of a note, or null where the target is elsewhere.
 * @param {HTMLAnchorElement} $link
 * @returns {HTMLElement | null}
 */
function targetOf($link) {
  if (!$link.hash || $link.pathname !== location.pathname) return null;
  const target = document.getElementById(decodeURIComponent($link.hash.slice(1)));
  const definition = target?.nextElementSibling;
  return target?.tagName === "DT" && definition instanceof HTMLElement ? definition : target;
}

/**
 * A copy of what a target says, without ids and without stops for the Tab key: the same links stand
 * in the list at the foot of the page.
 * @param {HTMLElement} target
 * @returns {DocumentFragment}
 */
function copyOf(target) {
  const copy = document.createDocumentFragment();
  for (const child of target.childNodes) copy.append(child.cloneNode(true));
  for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  for (const element of copy.querySelectorAll("[data-rh-note-skip]")) element.remove();
  for (const element of copy.querySelectorAll("a")) element.tabIndex = -1;
  return copy;
}

export default class Note extends Component {
  static moduleName = "note";

  #$box = this.#makeBox();
  /** @type {HTMLAnchorElement | null} */
  #$link = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #isTouch = false;
  /** The link whose note was in view when the touch began. */
  #$atTouch = /** @type {HTMLAnchorElement | null} */ (null);

  /** @param {Element} $root the article; its words come in data-rh-note-source and -term */
  constructor($root) {
    super($root);
    this.$root.addEventListener("pointerover", (event) => this.#onPointerOver(event));
    this.$root.addEventListener("pointerout", (event) => this.#onPointerOut(event));
    this.$root.addEventListener("focusin", ({ target }) => {
      const $link = this.#linkAt(target);
      if ($link && !this.#isTouch) this.#show($link);
    });
    this.$root.addEventListener("focusout", () => this.#hideSoon());
    this.$root.addEventListener("click", (event) => this.#onClick(event));
    document.addEventListener("pointerdown", (event) => this.#onPointerDown(event));
    document.addEventListener("keydown", (event) => {
      this.#isTouch = false;
      if (event.key === "Escape") this.#hide();
    });
    window.addEventListener("resize", () => this.#hide());
  }

  /** @returns {HTMLElement} */
  #makeBox() {
    const $box = document.createElement("div");
    $box.className = "rh-note";
    $box.id = ID;
    $box.setAttribute("role", "tooltip");
    $box.hidden = true;
    this.$root.append($box);
    return $box;
  }

  /**
   * @param {EventTarget | null} target
   * @returns {HTMLAnchorElement | null}
   */
  #linkAt(target) {
    const $link = target instanceof Element ? target.closest(TRIGGER) : null;
    return $link instanceof HTMLAnchorElement && !this.#$box.contains($link) ? $link : null;
  }

  /** @param {PointerEvent} event */
  #onPointerOver(event) {
    if (event.pointerType === "touch" || !(event.target instanceof Node)) return;
    const $link = this.#linkAt(event.target);
    if (this.#$box.contains(event.target) || ($link && $link === this.#$link)) {
      clearTimeout(this.#timer);
    } else if ($link) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#show($link), OPEN_AFTER_MS);
    }
  }

  /** @param {PointerEvent} event */
  #onPointerOut(event) {
    if (event.pointerType === "touch" || !(event.target instanceof Node)) return;
    if (this.#linkAt(event.target) || this.#$box.contains(event.target)) this.#hideSoon();
  }

  /** @param {PointerEvent} event */
  #onPointerDown(event) {
    this.#isTouch = event.pointerType === "touch";
    this.#$atTouch = this.#$link;
    const inside = event.target instanceof Node && this.#$box.contains(event.target);
    if (this.#$link && !inside && this.#linkAt(event.target) !== this.#$link) this.#hide();
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    const $link = this.#linkAt(event.target);
    if (!$link) return;
    if (this.#isTouch && this.#$atTouch !== $link && targetOf($link)) {
      event.preventDefault();
      this.#show($link);
    } else {
      // Not every browser opens the folded list that an address points into.
      const $list = targetOf($link)?.closest("details");
      if ($list) $list.open = true;
      this.#hide();
    }
  }

  /** @param {HTMLAnchorElement} $link */
  #show($link) {
    clearTimeout(this.#timer);
    const target = targetOf($link);
    if (!target) return;
    if (this.#$link !== $link) this.#hide();
    this.#$link = $link;

    const { rhNoteSource, rhNoteTerm } = this.$root.dataset;
    const $onward = document.createElement("a");
    $onward.className = "rh-note-onward";
    $onward.href = $link.href;
    $onward.tabIndex = -1;
    const words = $link.matches(".rh-cite") ? rhNoteSource : rhNoteTerm;
    $onward.textContent = words ?? $link.href;
    $onward.addEventListener("click", () => this.#hide());
    const text = document.createElement("div");
    text.className = "rh-note-text";
    text.append(copyOf(target));
    this.#$box.replaceChildren(text, $onward);
    this.#$box.hidden = false;
    this.#place($link);
    $link.setAttribute("aria-describedby", ID);
  }

  /**
   * Below the last line of the link, or above its first where there is more room.
   * @param {HTMLAnchorElement} $link
   */
  #place($link) {
    const $box = this.#$box;
    $box.style.maxHeight = "";
    const lines = $link.getClientRects();
    const first = lines[0];
    const last = lines[lines.length - 1];
    const origin = this.$root.getBoundingClientRect();
    const header = document.querySelector(".rh-header")?.getBoundingClientRect().bottom ?? 0;
    const width = document.documentElement.clientWidth;
    const roomBelow = window.innerHeight - last.bottom - GAP_PX - EDGE_PX;
    const roomAbove = first.top - Math.max(header, 0) - GAP_PX - EDGE_PX;
    const below = $box.offsetHeight <= roomBelow || roomBelow >= roomAbove;

    $box.style.maxHeight = `${Math.max(below ? roomBelow : roomAbove, 96)}px`;
    const start = below ? last.left : first.left;
    const left = Math.max(EDGE_PX, Math.min(start, width - $box.offsetWidth - EDGE_PX));
    const top = below ? last.bottom + GAP_PX : first.top - GAP_PX - $box.offsetHeight;
    $box.style.left = `${left - origin.left}px`;
    $box.style.top = `${top - origin.top}px`;
  }

  #hideSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const inUse = this.#$box.matches(":hover") || this.#$link?.matches(":hover, :focus");
      if (!inUse) this.#hide();
    }, CLOSE_AFTER_MS);
  }

  #hide() {
    clearTimeout(this.#timer);
    this.#$link?.removeAttribute("aria-describedby");
    this.#$link = null;
    this.#$box.hidden = true;
    this.#$box.replaceChildren();
  }
}
