/**
 * Where notes wait that a page could not write to the end when it was put away, or that the disk
 * refused: one text for each note in `localStorage`, where writing is done at once. Each copy of the
 * site on a host has its own. Where storage is blocked, nothing waits.
 */

import { siteBase } from "./store.mjs";

const prefix = () => `rh-note:${siteBase()}!`;

/** @returns {Map<string, string>} texts by key of the note */
export function leftOvers() {
  /** @type {Map<string, string>} */
  const texts = new Map();
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(prefix())) continue;
      texts.set(name.slice(prefix().length), localStorage.getItem(name) ?? "");
    }
  } catch {
    // Blocked: nothing was put there.
  }
  return texts;
}

/**
 * @param {string} key of the note
 * @param {{ place: object, text: string, base: string }} left what was typed, on top of `base`
 */
export function setLeftOver(key, left) {
  try {
    localStorage.setItem(prefix() + key, JSON.stringify(left));
  } catch {
    // Blocked or full: then only the disk is left.
  }
}

/** @param {string} key of the note */
export function forgetLeftOver(key) {
  try {
    localStorage.removeItem(prefix() + key);
  } catch {
    // Blocked: nothing was put there.
  }
}

/**
 * Forget what waits if the disk has it now, or something else in its place.
 * @param {string} key of the note
 * @param {string[]} known texts that the disk holds, or that were replaced there
 */
export function settleLeftOver(key, known) {
  try {
    const { text } = JSON.parse(localStorage.getItem(prefix() + key) ?? "");
    if (known.includes(text)) forgetLeftOver(key);
  } catch {
    // Nothing waits, or nothing that can be read: that is forgotten when it is taken up.
  }
}
