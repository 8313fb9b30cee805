/**
 * How the reader wants the pages to look.
 *
 * Two texts in `localStorage`, both on `<html>` as well, where the styles find them:
 *
 *     rh-scheme    "light" or "dark"; none: as the system   data-rh-scheme
 *     rh-reading   words such as "size-150 font-lexend"     data-rh-reading
 *
 * `scheme.js` applies them before the first paint of each page; from then on this module does. The
 * styles of the settings (`reading.css`) are fetched only by readers who chose one.
 */

import { add } from "../../lib/fetch-part.mjs";

export const SCHEME = "rh-scheme";
export const READING = "rh-reading";

const $html = document.documentElement;

/** @typedef {{ scheme: string, reading: string }} Settings empty texts: as the site is */

/** @returns {Settings} what this page shows */
export const current = () => ({
  scheme: $html.getAttribute("data-rh-scheme") ?? "",
  reading: $html.getAttribute("data-rh-reading") ?? "",
});

/** @returns {Settings} what is kept; throws where storage is blocked */
export const kept = () => ({
  scheme: localStorage.getItem(SCHEME) ?? "",
  reading: localStorage.getItem(READING) ?? "",
});

/**
 * Show this page so.
 * @param {Settings} settings
 */
export function apply({ scheme, reading }) {
  mark("data-rh-scheme", scheme);
  mark("data-rh-reading", reading);
  if (reading) void addOwnSheet();
  tint();
}

/**
 * Keep the settings for every page of the site.
 * @param {Settings} settings
 * @returns {boolean} false where the browser keeps nothing: then they hold for this page
 */
export function keep({ scheme, reading }) {
  try {
    for (const [key, value] of [
      [SCHEME, scheme],
      [READING, reading],
    ]) {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    }
    return true;
  } catch {
    return false;
  }
}

/**
 * The style sheet of the settings and of all reading aids; `scheme.js` has added it for readers who
 * chose some. Done as well when it could not be fetched.
 * @returns {Promise<void>}
 */
export const addOwnSheet = async () => {
  const address = document.querySelector("script[data-rh-style]")?.getAttribute("data-rh-style");
  if (!address || document.querySelector(`link[href="${CSS.escape(address)}"]`)) return;
  await add("stylesheet", address).catch(console.error);
};

/** The browser's own bar follows the page, not the system, once the reader has chosen. */
export function tint() {
  const paper = getComputedStyle($html).getPropertyValue("--rh-bg").trim();
  /** @type {NodeListOf<HTMLMetaElement>} */
  const $metas = document.querySelectorAll("meta[name=theme-color]");
  for (const $meta of $metas) {
    $meta.dataset.rhOwn ??= $meta.content;
    $meta.content = (current().scheme && paper) || $meta.dataset.rhOwn;
  }
}

/**
 * @param {string} attribute
 * @param {string} value
 */
function mark(attribute, value) {
  if (value) $html.setAttribute(attribute, value);
  else $html.removeAttribute(attribute);
}
