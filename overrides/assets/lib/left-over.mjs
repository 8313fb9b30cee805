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
 * @param {string} text
 */
export function setLeftOver(key, text) {
  try {
    localStorage.setItem(prefix() + key, text);
  } catch {
    // Blocked or full: then only the disk is left.
  }
}

/**
 * @param {string} key of the note
 * @param {string} [text] only if it is still this one that waits
 */
export function forgetLeftOver(key, text) {
  try {
    const name = prefix() + key;
    if (text === undefined || localStorage.getItem(name) === text) localStorage.removeItem(name);
  } catch {
    // Blocked: nothing was put there.
  }
}
