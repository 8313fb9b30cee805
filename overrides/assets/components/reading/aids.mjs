/** What happens when a reading aid is first used: its panel, words and styles are fetched. */

import { start } from "../../lib/component.mjs";
import Panel from "./panel.mjs";
import { addOwnSheet } from "./settings.mjs";

/** @type {Promise<Panel> | undefined} */
let panel;

/**
 * Do what a button asks for.
 * @param {HTMLElement} $button with `data-rh-aid`: `panel`
 * @param {HTMLElement} $opener the header's button, which says where the panel is
 */
export async function use($button, $opener) {
  panel ??= open($opener).catch((error) => {
    panel = undefined; // the next click tries again
    throw error;
  });
  (await panel).toggle();
}

/**
 * @param {HTMLElement} $opener
 * @returns {Promise<Panel>}
 */
async function open($opener) {
  const [html] = await Promise.all([fetchPanel($opener.dataset.rhPanel ?? ""), addOwnSheet()]);
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const $panel = document.adoptNode(/** @type {HTMLElement} */ (parsed.body.firstElementChild));
  $opener.after($panel);
  start([Panel]);
  return Panel.of($panel);
}

/**
 * The panel's HTML. A script brings it, so that it comes from a file too.
 * @param {string} address
 * @returns {Promise<string>}
 */
async function fetchPanel(address) {
  await new Promise((resolve, reject) => {
    const $script = document.createElement("script");
    $script.src = address;
    $script.onload = resolve;
    $script.onerror = () => reject(new Error(`not loaded: ${address}`));
    document.head.append($script);
  });
  return /** @type {any} */ (globalThis).rhReading;
}
