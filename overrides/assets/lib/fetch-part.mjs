/**
 * Fetches what a component needs only when it is used. Without a network, or when a new version of
 * the site took the place of the old one, it cannot be had: then the page says so, in the words of
 * `data-rh-unloaded` on the header's button. The next use tries again.
 */

import { announce } from "./component.mjs";

/**
 * @template T
 * @param {() => Promise<T>} fetch `() => import("…")`, a literal address for the bundler
 * @returns {Promise<T | undefined>} nothing where it could not be had
 */
export async function fetchPart(fetch) {
  try {
    return await fetch();
  } catch (error) {
    console.error("rehber: not loaded", error);
    say(document.querySelector("[data-rh-unloaded]")?.getAttribute("data-rh-unloaded") ?? "");
    return undefined;
  }
}

/** To be seen until the next press, and to be heard. @param {string} words */
function say(words) {
  const $said = document.createElement("p");
  $said.className = "rh-unloaded";
  // Not over what was pressed: it is pressed again.
  const pressed = document.activeElement?.getBoundingClientRect();
  $said.toggleAttribute("data-rh-above", (pressed?.top ?? 0) > innerHeight / 2);
  $said.textContent = words;
  (document.querySelector("main") ?? document.body).append($said);
  addEventListener("click", () => $said.remove(), { capture: true, once: true });
  announce(words);
}

/** What was added to the page, by address. @type {Map<string, Promise<void>>} */
const added = new Map();

/**
 * Add a style sheet or a script to the page, once. One that failed is taken out again.
 * @param {"stylesheet" | "script"} kind
 * @param {string} address relative to the page
 * @returns {Promise<void>} fails where it could not be fetched
 */
export function add(kind, address) {
  let adding = added.get(address);
  if (adding) return adding;
  const $element = document.createElement(kind === "script" ? "script" : "link");
  adding = new Promise((resolve, reject) => {
    $element.onload = () => resolve();
    $element.onerror = () => {
      $element.remove();
      added.delete(address);
      reject(new Error(`not loaded: ${address}`));
    };
    if ($element instanceof HTMLLinkElement) $element.rel = "stylesheet";
    $element.setAttribute(kind === "script" ? "src" : "href", address);
    document.head.append($element);
  });
  added.set(address, adding);
  return adding;
}
