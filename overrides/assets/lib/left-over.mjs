/**
 * Where a note waits that a page could not write to the end when it was put away: one text in
 * `localStorage`, where writing is done at once. Each copy of the site on a host has its own.
 * Where storage is blocked, nothing waits.
 */

import { siteBase } from "./store.mjs";

const key = () => `rh-note:${siteBase()}`;

/** @returns {string | null} */
export function leftOver() {
  try {
    return localStorage.getItem(key());
  } catch {
    return null;
  }
}

/** @param {string} text */
export function setLeftOver(text) {
  try {
    localStorage.setItem(key(), text);
  } catch {
    // Blocked or full: then only the disk is left.
  }
}

/** @param {string} [text] only if it is still this one that waits */
export function forgetLeftOver(text) {
  if (text === undefined || leftOver() === text) {
    try {
      localStorage.removeItem(key());
    } catch {
      // Blocked: nothing was put there.
    }
  }
}
