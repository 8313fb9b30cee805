/**
 * The page of all notes: by module and page, the plan of four weeks with its ticks, editing,
 * deleting, and the way out as text, Markdown or on paper.
 *
 * The pages of the course are in the HTML, in order, each waiting for its notes; a note of a page
 * that is gone stands at the end, with the title that it was written under.
 */

import { announce, Component } from "../../lib/component.mjs";
import { fetchPart } from "../../lib/fetch-part.mjs";
import { dayOf, longDate } from "../../lib/format.mjs";
import { settleLeftOver } from "../../lib/left-over.mjs";
import { getStore, siteBase } from "../../lib/store.mjs";
import { makeField, recover } from "./note-field.mjs";

/** @typedef {import("../../lib/store.mjs").LearnerRecord} LearnerRecord */
/** @typedef {import("./note-field.mjs").NotePlace} NotePlace */

/** The page of a note, out of `note:<page>.<place>`. @param {string} key */
const pageOf = (key) => key.slice("note:".length).split(".")[0];

/** Notes that are not deleted, the oldest first. @param {LearnerRecord[]} records */
const inOrder = (records) =>
  records
    .filter(({ value }) => value.text)
    .sort((a, b) => ((a.value.since ?? a.at) < (b.value.since ?? b.at) ? -1 : 1));

export default class Notes extends Component {
  static moduleName = "notes";

  #store = getStore();
  /** What is on the page. @type {Map<string, HTMLElement>} */
  #items = new Map();
  /** By the note's key. @type {Map<string, ReturnType<typeof makeField>>} */
  #fields = new Map();
  /** Only the latest reading of the store counts. */
  #turn = 0;

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    this.need(".rh-my-notes__noscript").hidden = true;
    this.need(".rh-my-notes__all").hidden = false;
    // On paper this page is nothing but the notes.
    document.documentElement.classList.add("rh-print-notes");
    this.$root.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLElement && target.dataset.rhDo) void this.#act(target);
    });
    this.$root.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === "checkbox") this.#tick(target);
    });
    this.#store.addEventListener("change", () => void this.#show());
    void this.#show();
    void recover();
  }

  async #show() {
    this.#turn += 1;
    const turn = this.#turn;
    const all = await this.#store.all("note:");
    if (turn !== this.#turn) return;
    const records = inOrder(all);
    const isShared = this.#store.mode === "visit";
    this.$root.toggleAttribute("data-rh-shared", isShared);
    const $shared = this.need(".rh-my-notes__shared");
    if (isShared && $shared.hidden) announce($shared.textContent ?? "");
    $shared.hidden = !isShared;
    this.need(".rh-my-notes__brought").hidden = !isShared || !records.length;
    this.need(".rh-my-notes__none").hidden = isShared || records.length > 0;
    this.need(".rh-my-notes__tools").hidden = !records.length;

    const keys = new Set(records.map(({ key }) => key));
    for (const [key, $item] of this.#items) {
      // One that was deleted here can still be brought back.
      if (keys.has(key) || ($item.dataset.rhDeleted && all.some((one) => one.key === key)))
        continue;
      (this.#slot($item) ?? $item).remove();
      this.#items.delete(key);
    }
    for (const record of records) this.#fill(record);
    for (const $box of this.every("[data-rh-page], [data-rh-group]")) {
      $box.hidden = !$box.querySelector(".rh-my-note");
    }
  }

  /** The list item around a note of the plan. @param {HTMLElement} $item */
  #slot($item) {
    return $item.closest("li");
  }

  /** @param {LearnerRecord} record */
  #fill({ key, value, at }) {
    const $item = this.#items.get(key) ?? this.#add(key, value);
    const part = (/** @type {string} */ name) =>
      /** @type {HTMLElement} */ ($item.querySelector(`.rh-my-note__${name}`));
    part("text").textContent = value.text;
    part("prompt").textContent = value.prompt ?? "";
    // Read before the deletion arrived on the disk, or written anew in another tab.
    if (value.text !== $item.dataset.rhDeleted) delete $item.dataset.rhDeleted;
    const $time = /** @type {HTMLTimeElement} */ ($item.querySelector("time"));
    const since = value.since ?? at;
    $time.dateTime = since;
    $time.textContent = longDate(since);
    const $done = $item.querySelector("[type=checkbox]");
    if ($done instanceof HTMLInputElement) $done.checked = value.done === true;
  }

  /**
   * @param {string} key
   * @param {any} value
   */
  #add(key, value) {
    const $template = /** @type {HTMLTemplateElement} */ (this.need("template[data-rh-note]"));
    const $item = /** @type {HTMLElement} */ ($template.content.firstElementChild?.cloneNode(true));
    const $link = /** @type {HTMLAnchorElement} */ ($item.querySelector("a"));
    const $page = this.$root.querySelector(`[data-rh-page="${CSS.escape(pageOf(key))}"]`);
    const isPlan = value.kind === "four-weeks";
    const heading = isPlan || !$page ? [value.title, value.section] : [value.section];
    $link.textContent = heading.filter(Boolean).join(" · ") || value.title;
    // The page as the course has it now; the place on it as the note remembers it.
    const address = $page?.querySelector("a")?.href ?? siteBase() + value.url.split("#")[0];
    const anchor = value.url.split("#")[1];
    $link.href = anchor ? `${address}#${anchor}` : address;
    $item.dataset.rhKey = key;
    $item.id = `note-${key.slice("note:".length).replace(/\W/g, "-")}`;
    $link.id = `${$item.id}-place`;
    for (const $control of $item.querySelectorAll("button, input")) {
      $control.setAttribute("aria-describedby", $link.id);
    }
    if (isPlan) {
      const $slot = document.createElement("li");
      $slot.append($item);
      this.need(".rh-my-notes__plan").append($slot);
    } else {
      $item.querySelector(".rh-my-note__done")?.remove();
      ($page ?? this.need('[data-rh-page=""]')).append($item);
    }
    this.#items.set(key, $item);
    return $item;
  }

  /** @param {HTMLElement} $button */
  async #act($button) {
    const { rhDo = "" } = $button.dataset;
    const $item = /** @type {HTMLElement | null} */ ($button.closest(".rh-my-note"));
    if (!$item || $button.closest(".rh-note-field")) {
      if (rhDo === "print") window.print();
      if (rhDo === "text" || rhDo === "markdown") await this.#export(rhDo);
      return;
    }
    const key = $item.dataset.rhKey ?? "";
    if (rhDo === "edit") await this.#edit($item, $button, key);
    if (rhDo === "delete") {
      const value = await this.#store.get(key);
      const { text = "" } = value ?? {};
      $item.dataset.rhDeleted = text;
      await this.#store.set(key, { ...value, text: "" });
      settleLeftOver(key, [text]);
      const $undo = /** @type {HTMLElement} */ ($item.querySelector(".rh-my-note__deleted button"));
      announce($undo.parentElement?.firstElementChild?.textContent ?? "");
      $undo.focus();
    }
    if (rhDo === "undo") {
      const text = $item.dataset.rhDeleted;
      await this.#store.set(key, (/** @type {any} */ old) => ({ ...old, text: old.text || text }));
      delete $item.dataset.rhDeleted;
      $item.querySelector("a")?.focus();
    }
  }

  /**
   * Open or close the field of a note; each note has one.
   * @param {HTMLElement} $item
   * @param {HTMLElement} $button
   * @param {string} key
   */
  async #edit($item, $button, key) {
    this.#setOpen($item, $button, !$item.hasAttribute("data-rh-editing"));
    const making = this.#fields.get(key) ?? this.#makeField(key);
    this.#fields.set(key, making);
    making.catch(() => this.#fields.delete(key)); // the next press tries again
    const field = await making;
    const isOpen = $item.hasAttribute("data-rh-editing");
    if (field.$root.parentElement !== $item)
      $item.querySelector(".rh-my-note__text")?.after(field.$root);
    field.$root.hidden = !isOpen;
    if (isOpen) field.focus();
  }

  /**
   * @param {HTMLElement} $item
   * @param {HTMLElement} $button
   * @param {boolean} isOpen
   */
  #setOpen($item, $button, isOpen) {
    $button.dataset.rhOpen ??= $button.textContent ?? "";
    const { rhOpen = "", rhClose = "" } = $button.dataset;
    $button.textContent = isOpen ? rhClose : rhOpen;
    $item.toggleAttribute("data-rh-editing", isOpen);
  }

  /** @param {string} key */
  async #makeField(key) {
    const { url, title, section = "", kind = "free", prompt } = await this.#store.get(key);
    const place = prompt === undefined ? {} : { prompt };
    return makeField(this.$root, { key, url, title, section, kind, ...place });
  }

  /** @param {HTMLInputElement} $box */
  #tick($box) {
    const $item = /** @type {HTMLElement | null} */ ($box.closest(".rh-my-note"));
    const { checked } = $box;
    void this.#store.set($item?.dataset.rhKey ?? "", (/** @type {any} */ old) => ({
      ...old,
      done: checked,
    }));
  }

  /** @param {"text" | "markdown"} kind */
  async #export(kind) {
    const fetched = await fetchPart(() =>
      Promise.all([import("./notes-export.mjs"), import("../../lib/learner-file.mjs")]),
    );
    if (!fetched) return;
    const [{ outline, asText, asMarkdown }, { download }] = fetched;
    const { rhTitle = "", rhFile = "" } = this.$root.dataset;
    const parts = outline(this.$root, inOrder(await this.#store.all("note:")));
    const date = longDate(new Date().toISOString());
    const head = { title: rhTitle, date, done: this.#doneWord() };
    const name = `${rhFile}-${dayOf()}`;
    if (kind === "text") download(`${name}.txt`, asText(parts, head), "text/plain");
    else download(`${name}.md`, asMarkdown(parts, head), "text/markdown");
  }

  #doneWord() {
    const $template = /** @type {HTMLTemplateElement} */ (this.need("template[data-rh-note]"));
    return $template.content.querySelector("label")?.textContent ?? "";
  }
}
