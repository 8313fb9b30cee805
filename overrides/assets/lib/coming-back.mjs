/**
 * The way back to the place where reading stopped: the link leaves a note in this tab, and the page
 * that it opens takes it. Whoever comes another way starts where the address says.
 */

import { getStore } from "./store.mjs";

const key = () => `${getStore().name}>back`;

/**
 * Point a link at the place, and let it leave the note.
 * @param {HTMLAnchorElement} $link
 * @param {string} address of the page
 * @param {string} [anchor] where to go if there is no note: blocked storage, a new tab
 */
export function leadBack($link, address, anchor = "") {
  $link.href = address + (anchor && `#${encodeURIComponent(anchor)}`);
  $link.onclick = () => {
    try {
      sessionStorage.setItem(key(), new URL(address, document.baseURI).pathname);
    } catch {
      // Blocked: the heading is near enough.
    }
  };
}

/** Whether this page was opened by such a link. Only the first to ask is told. */
export function isComingBack() {
  try {
    const path = sessionStorage.getItem(key());
    sessionStorage.removeItem(key());
    return path === location.pathname;
  } catch {
    return false;
  }
}
