/**
 * The field of one note: it opens in place and saves as one types.
 *
 * Two tabs may hold the same note. A field that nobody is typing in follows the store; text that was
 * typed here while the note changed elsewhere is put together with it, one below the other: nothing
 * is ever written over. A deleted note stays in the store as an empty text.
 *
 * On a shared computer there is no field at all: a browser may bring back what stood in one.
 */

import { announce, Component, ElementError, fill } from "../../lib/component.mjs";
import { add } from "../../lib/fetch-part.mjs";
import { forgetLeftOver, leftOvers, setLeftOver, settleLeftOver } from "../../lib/left-over.mjs";
import { findPersonal } from "../../lib/personal-data.mjs";
import { getStore, siteBase } from "../../lib/store.mjs";

/**
 * @typedef {object} NotePlace
 * @property {string} key `note:<id of the page>.<place on it>`
 * @property {string} url of the place, relative to the site's root
 * @property {string} title of the page
 * @property {string} section heading of the section or prompt; empty: the whole page
 * @property {"free" | "supervision" | "four-weeks"} kind
 * @property {string} [prompt] the question that the note answers
 */

export const MAX_LENGTH = 20_000;
/** A note that was put together from two versions may be longer than what can be typed. */
const MAX_UNITED = 50_000;
/** Characters left from which on they are counted. */
const SHORT_OF_ROOM = 500;
const SAVE_AFTER_MS = 300;
const SEAM = "\n\n———\n\n";

/**
 * What is kept of a text typed here and another one, neither of which was written over the other.
 * @param {string} mine
 * @param {string} other
 */
export const unite = (mine, other) =>
  !other || mine.includes(other)
    ? mine
    : other.includes(mine)
      ? other
      : (mine + SEAM + other).slice(0, MAX_UNITED);

/**
 * How a record changes when this was typed on top of `base`.
 * @param {NotePlace} place
 * @param {string} typed
 * @param {string} base
 */
function change({ key: _, ...place }, typed, base) {
  const now = new Date().toISOString();
  return (/** @type {any} */ old) => {
    const other = old?.text ?? "";
    const text = other === base ? typed : unite(typed, other);
    return { ...old, ...place, text, since: (other && old.since) || now };
  };
}

/**
 * Write what an earlier page was still holding when it ended. Each waits until it is written: this
 * page may end just as early, and a disk may refuse. Written twice, it is still there once. On a
 * shared computer they wait for their owner, as all that the disk holds.
 */
export async function recover() {
  const store = getStore();
  await store.ready;
  if (store.mode !== "disk") return;
  for (const [key, waiting] of leftOvers()) {
    try {
      const { place, text, base } = JSON.parse(waiting);
      if (await store.set(key, change(place, text, base))) settleLeftOver(key, [text]);
    } catch (error) {
      console.error("rehber: note", error);
      forgetLeftOver(key); // not ours, or damaged
    }
  }
}

export class NoteField extends Component {
  static moduleName = "note-field";

  #store = getStore();
  #$text = /** @type {HTMLTextAreaElement} */ (this.need("textarea"));
  #$found = this.need(".rh-note-field__found");
  #$undo = this.need("[data-rh-do=undo]");
  #$delete = this.need("[data-rh-do=delete]");
  /** What the store held when text and store last agreed. */
  #base = "";
  #deleted = "";
  /** What was warned of, so that it is said once. @type {Set<string>} */
  #warned = new Set();
  /** Only the latest reading of the store counts. */
  #turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Element} $root a copy of the template's element
   * @param {NotePlace} place
   */
  constructor($root, place) {
    super($root);
    this.place = place;
    const id = `rh-${place.key.replace(/\W/g, "-")}`;
    const $label = /** @type {HTMLLabelElement} */ (this.need("label"));
    $label.textContent = fill($label.textContent ?? "", { place: place.section || place.title });
    $label.htmlFor = this.#$text.id = id;
    const $hint = this.need(".rh-note-field__hint");
    $hint.id = `${id}-hint`;
    this.#$text.setAttribute("aria-describedby", $hint.id);
    this.#$text.maxLength = MAX_LENGTH;

    this.#$text.addEventListener("input", () => this.#typed());
    this.#$text.addEventListener("blur", () => void this.save());
    // A phone may end the page without another word.
    document.addEventListener("visibilitychange", () => void this.#leave());
    addEventListener("pagehide", () => void this.#leave());
    this.$root.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLElement && target.dataset.rhDo) void this.#act(target);
    });
    this.#store.addEventListener("change", (event) => {
      const { keys } = /** @type {CustomEvent} */ (event).detail;
      if (!keys.length || keys.includes(place.key)) void this.follow();
    });
  }

  focus() {
    const isShared = this.$root.dataset.rhShared !== undefined;
    (isShared ? this.need(".rh-note-field__shared") : this.#$text).focus();
  }

  /** Show what the store holds, unless something else has been typed here. */
  async follow() {
    this.#turn += 1;
    const turn = this.#turn;
    await this.#store.ready;
    const value = await this.#store.get(this.place.key);
    if (turn !== this.#turn) return;
    const text = value?.text ?? "";
    const isShared = this.#store.mode === "visit";
    this.$root.toggleAttribute("data-rh-shared", isShared);
    this.need(".rh-note-field__kept").textContent = isShared ? text : "";
    if (isShared) {
      clearTimeout(this.#timer);
      this.#base = this.#$text.value = "";
      return;
    }
    const isDeleted = !value && this.#base !== ""; // everything was deleted, with what stood here
    if (text !== this.#base && (isDeleted || this.#$text.value === this.#base)) {
      this.#base = text;
      this.#put(text);
      this.#state("");
    }
    this.#look();
  }

  #typed() {
    this.#state("");
    this.#$undo.hidden = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void this.save();
      this.#look();
    }, SAVE_AFTER_MS);
  }

  /** Write what was typed, if anything was. */
  async save() {
    clearTimeout(this.#timer);
    if (this.#$text.value === this.#base || this.#store.mode === "visit") return;
    const before = this.#base;
    const isWritten = await this.#store.set(this.place.key, (/** @type {any} */ old) => {
      const typed = this.#$text.value;
      const value = change(this.place, typed, this.#base)(old);
      this.#base = value.text;
      this.need(".rh-note-field__united").hidden = value.text === typed;
      if (value.text !== typed) {
        this.#put(value.text);
        announce(this.need(".rh-note-field__united").textContent ?? "");
      }
      return value;
    });
    // What the disk refuses is not called saved; why, the notice of the page says.
    if (isWritten) settleLeftOver(this.place.key, [before, this.#base]);
    else this.#wait(this.#base, before);
    if (this.#$text.value !== this.#base) return;
    this.#state(!isWritten ? "" : this.#$undo.hidden ? "saved" : "deleted");
  }

  /** The page may be gone before the disk has answered: what is new waits where writing is done at once. */
  async #leave() {
    const text = this.#$text.value;
    if (text === this.#base || this.#store.mode === "visit") return;
    this.#wait(text, this.#base);
    await this.save();
  }

  /** Leave a text where the next page finds it, until the disk has it. */
  #wait(/** @type {string} */ text, /** @type {string} */ base) {
    setLeftOver(this.place.key, { place: this.place, text, base });
  }

  /** Put a text into the field; the cursor stays. @param {string} text */
  #put(text) {
    const { selectionStart, selectionEnd } = this.#$text;
    this.#$text.value = text;
    this.#$text.setSelectionRange(selectionStart, selectionEnd);
  }

  /** @param {HTMLElement} $button */
  async #act($button) {
    const { rhDo, rhText = "" } = $button.dataset;
    const text = this.#$text.value;
    if (rhDo === "close") {
      this.$root.dispatchEvent(new Event("rh-close"));
      return;
    }
    if (rhDo === "delete") {
      this.#deleted = text;
      this.#$text.value = "";
    } else if (rhDo === "undo") {
      this.#$text.value = unite(text, this.#deleted);
    } else if (rhDo === "remove") {
      this.#$text.value = text.split(rhText).join("…");
    }
    this.#$undo.hidden = rhDo !== "delete";
    const saving = this.save();
    this.#look();
    if (rhDo === "delete") {
      announce(this.need("[data-rh-case=deleted]").textContent ?? "");
      this.#$undo.focus();
      await saving;
      if (!this.#$undo.hidden) this.#state("deleted"); // also what was never saved
    } else if (rhDo) {
      this.#$text.focus();
    }
  }

  /** @param {"" | "saved" | "deleted"} state */
  #state(state) {
    for (const $case of this.every("[data-rh-case]")) {
      if ($case.dataset.rhCase !== "room") $case.hidden = $case.dataset.rhCase !== state;
    }
  }

  /** Room that is left, and what may identify a person. */
  #look() {
    const text = this.#$text.value;
    this.#$delete.hidden = !text;
    const left = Math.max(MAX_LENGTH - text.length, 0);
    const $room = this.need("[data-rh-case=room]");
    const isShort = left < SHORT_OF_ROOM;
    const words = (left ? $room.dataset.rhText : $room.dataset.rhFull) ?? "";
    $room.textContent = isShort ? fill(words, { left }) : "";
    if (isShort && $room.hidden) announce($room.textContent);
    $room.hidden = !isShort;

    const found = new Map(findPersonal(text).map((one) => [one.text, one]));
    this.#$found.hidden = !found.size;
    const $list = this.need(".rh-note-field__found ul");
    $list.replaceChildren(...[...found.values()].map((one, index) => this.#finding(one, index)));
    if ([...found.keys()].some((each) => !this.#warned.has(each))) {
      announce(this.every(".rh-note-field__found :is(p, span)").map(textOf).join(" "));
    }
    this.#warned = new Set(found.keys());
  }

  /**
   * @param {import("../../lib/personal-data.mjs").Personal} personal
   * @param {number} index
   */
  #finding({ kind, text }, index) {
    const $item = document.createElement("li");
    const $what = document.createElement("span");
    $what.textContent = `${this.#$found.getAttribute(`data-rh-${kind}`)}: ${text}`;
    $what.id = `${this.#$text.id}-found-${index}`;
    const $button = document.createElement("button");
    $button.type = "button";
    $button.textContent = this.#$found.dataset.rhRemove ?? "";
    $button.dataset.rhDo = "remove";
    $button.dataset.rhText = text;
    $button.setAttribute("aria-describedby", $what.id);
    $item.append($what, " ", $button);
    return $item;
  }
}

/** @param {Element} $element */
const textOf = ($element) => $element.textContent ?? "";

/**
 * The field of a note, from the words that the page holds.
 * @param {ParentNode} $words what holds the template
 * @param {NotePlace} place
 */
export async function makeField($words, place) {
  const $template = $words.querySelector("template[data-rh-field]");
  if (!($template instanceof HTMLTemplateElement))
    throw new ElementError("note-field: no template");
  const { rhStyle } = $template.dataset;
  if (rhStyle) await add("stylesheet", rhStyle).catch(console.error); // without it, it works too
  const $copy = /** @type {DocumentFragment} */ ($template.content.cloneNode(true));
  const field = new NoteField(/** @type {Element} */ ($copy.firstElementChild), place);
  await field.follow();
  return field;
}

/** @type {WeakMap<Element, NoteField>} */
const opened = new WeakMap();
/** Buttons of which the field is being made: a second press would close it again. */
const making = new WeakSet();

/**
 * Open or close the note at a place of a lesson.
 * @param {HTMLElement} $button the only element of its place
 * @param {HTMLElement} $root what holds the words
 */
export async function toggle($button, $root) {
  if (making.has($button)) return;
  let field = opened.get($button);
  const isFirst = !field;
  if (!field) {
    making.add($button);
    const fetching = makeField($root, placeOf($button, $root));
    field = await fetching.finally(() => making.delete($button));
    opened.set($button, field);
  }
  if (isFirst) {
    $button.parentElement?.after(field.$root);
    field.$root.addEventListener("rh-close", () => {
      void toggle($button, $root);
      $button.focus();
    });
  }
  const isOpen = isFirst || field.$root.hidden;
  field.$root.hidden = !isOpen;
  $button.setAttribute("aria-expanded", String(isOpen));
  if (isOpen) field.focus();
}

/**
 * @param {HTMLElement} $button
 * @param {HTMLElement} $root
 * @returns {NotePlace}
 */
function placeOf($button, $root) {
  const name = $button.parentElement?.dataset.rhNote ?? "";
  const $target = document.getElementById($button.getAttribute("aria-describedby") ?? "");
  const $block = $button.closest(".admonition");
  const kind = /** @type {NotePlace["kind"]} */ ($button.parentElement?.dataset.rhKind ?? "free");
  const path = location.pathname.slice(siteBase().length);
  /** @type {NotePlace} */
  const place = {
    key: `note:${$root.dataset.rhPage}.${name}`,
    url: $target ? `${path}#${$target.id}` : path,
    title: words(document.querySelector("h1")),
    section: words($target),
    kind,
  };
  if (!$block) return place;
  const $paragraphs = [...$block.children].filter(
    ($child) => !$child.matches(".admonition-title, .rh-note-at, .rh-note-field"),
  );
  return { ...place, prompt: $paragraphs.map(textOf).join("\n").trim().slice(0, 2000) };
}

/** What a heading says, without what stands in it to be clicked. @param {Element | null} $heading */
function words($heading) {
  const $copy = /** @type {Element | undefined} */ ($heading?.cloneNode(true));
  for (const $tool of $copy?.querySelectorAll("button, .headerlink, .rh-sr") ?? []) $tool.remove();
  return ($copy?.textContent ?? "").replace(/\s+/g, " ").trim().slice(0, 300);
}
