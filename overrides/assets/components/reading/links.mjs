/**
 * Links to a place on this page that others can open: a section, a paragraph, any words.
 *
 * A section has an anchor. A paragraph is named by its own words (`#anchor:~:text=…`), which needs
 * nothing in the page and outlives edits elsewhere on it; browsers that do not know such links go
 * to the section's anchor (`reading.mjs`).
 */

import { announce } from "../../lib/component.mjs";
import { copyText } from "../../lib/text-out.mjs";
import { blocksOf } from "./passages.mjs";

const WORDS = 5;
const SHORT = 80;
/** What nobody links to: heads, titles of boxes, questions, the box with telephone numbers. */
const NO_MARK = "a, .admonition-title, .rh-help, .rh-page-head, .rh-quiz";

/** @param {string} anchor of a heading; empty: the page itself */
export const linkTo = (anchor) => {
  const url = new URL(location.href);
  url.hash = anchor;
  return anchor ? url.href : url.href.replace(/#$/, "");
};

/**
 * The heading that a place stands under.
 * @param {Node} $place
 * @returns {HTMLElement | undefined}
 */
export function headingOf($place) {
  /** @type {NodeListOf<HTMLElement>} */
  const $headings = document.querySelectorAll(".rh-prose :is(h2, h3)[id]");
  return [...$headings]
    .reverse()
    .find(
      ($heading) =>
        $heading.contains($place) ||
        $heading.compareDocumentPosition($place) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
}

/**
 * @param {string} text as it stands on the page, one block or part of one
 * @param {Node} $place where it stands
 * @returns {string}
 */
export function linkToText(text, $place) {
  const anchor = headingOf($place)?.id ?? "";
  const page = document.body.innerText;
  return `${linkTo(anchor)}${anchor ? "" : "#"}:~:text=${directive(text, page)}`;
}

/**
 * The words that name a passage: all of a short one, both ends of a long one. Where the page says
 * the first words elsewhere too, more of them are taken.
 * @param {string} text
 * @param {string} page all of its text
 */
export function directive(text, page) {
  const words = text.split(/\s+/).filter(Boolean);
  const whole = words.join(" ");
  const all = page.replace(/\s+/g, " ");
  let count = WORDS;
  const first = () => words.slice(0, count).join(" ");
  while (count < words.length && all.indexOf(first()) !== all.lastIndexOf(first())) count++;
  if (whole.length <= SHORT || words.length < count + WORDS) return escaped(whole);
  return `${escaped(first())},${escaped(words.slice(-WORDS).join(" "))}`;
}

/** A hyphen and a comma have a meaning of their own there. @param {string} text */
const escaped = (text) => encodeURIComponent(text).replace(/-/g, "%2D");

/**
 * Put a text on the clipboard, if need be by selecting it.
 * @param {string} text
 * @returns {Promise<boolean>} whether it is there
 */
export async function copy(text) {
  if (await copyText(text)) return true;
  const $field = document.createElement("textarea");
  $field.value = text;
  $field.className = "rh-sr";
  const $focused = document.activeElement;
  document.body.append($field);
  $field.select();
  const isDone = document.execCommand("copy");
  $field.remove();
  if ($focused instanceof HTMLElement) $focused.focus();
  return isDone;
}

/**
 * A button behind each paragraph and item of the text.
 * @param {string} label
 * @returns {boolean} whether they are there now
 */
export function toggleMarks(label) {
  const $marks = document.querySelectorAll(".rh-mark");
  for (const $mark of $marks) $mark.remove();
  if ($marks.length) return false;
  const $prose = document.querySelector(".rh-prose");
  const $blocks = ($prose ? blocksOf($prose) : []).map((block) => block.$element);
  for (const $block of new Set($blocks)) {
    if (!$block.matches("p, li, dd, blockquote") || $block.closest(NO_MARK)) continue;
    const $button = document.createElement("button");
    $button.type = "button";
    $button.className = "rh-mark";
    $button.dataset.rhAid = "copy-paragraph";
    $button.textContent = "¶";
    $button.setAttribute("aria-label", label);
    // Behind the words of the item itself, not behind a list inside it.
    const $inner = [...$block.children].find(($child) => $child.matches("ul, ol, p, div"));
    $block.insertBefore($button, $inner ?? null);
  }
  return true;
}

/**
 * The words of the paragraph that a button stands in, as they stand on the page.
 * @param {HTMLElement} $button
 */
export function wordsBefore($button) {
  const range = document.createRange();
  const $block = /** @type {Element} */ ($button.parentElement);
  range.setStart($block, 0);
  range.setEndBefore($button);
  return String(range);
}

const SEEN_MS = 4000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let hiding;

/**
 * Say that a link is on the clipboard, or show it to be taken by hand.
 * @param {HTMLElement} $box its words come in data-rh-done and data-rh-failed
 * @param {string} address
 * @param {boolean} isDone
 */
export function tell($box, address, isDone) {
  const text = (isDone ? $box.dataset.rhDone : $box.dataset.rhFailed) ?? "";
  const $field = /** @type {HTMLInputElement} */ ($box.querySelector("input"));
  const $text = /** @type {HTMLElement} */ ($box.querySelector("p"));
  $text.textContent = text;
  $field.hidden = isDone;
  $field.value = address;
  $box.hidden = false;
  announce(text);
  clearTimeout(hiding);
  const hide = () => ($box.hidden = true);
  if (isDone) hiding = setTimeout(hide, SEEN_MS);
  else {
    $field.onblur = hide;
    // After the panel has given the focus back.
    setTimeout(() => $field.select());
  }
}
