/** What happens when a reading aid is used: panel, words and styles are fetched, then the aid. */

import { start } from "../../lib/component.mjs";
import { add, fetchPart } from "../../lib/fetch-part.mjs";
import { leave } from "../quick-exit/leave.mjs"; // there when it is needed, network or not
import Panel from "./panel.mjs";
import { addOwnSheet } from "./settings.mjs";

/** @type {Promise<Panel | undefined> | undefined} */
let panel;

/**
 * Do what a button asks for by its `data-rh-aid`.
 * @param {HTMLElement} $button
 * @param {HTMLElement} $opener the header's button, which says where the panel is
 */
export async function use($button, $opener) {
  panel ??= fetchPart(() => prepare($opener));
  const ready = await panel;
  if (!ready)
    panel = undefined; // the next click tries again
  else await acts[$button.dataset.rhAid ?? ""]?.(ready, $button);
}

const links = () => fetchPart(() => import("./links.mjs"));

/** @type {Record<string, (panel: Panel, $button: HTMLElement) => unknown>} */
const acts = {
  panel: (panel) => panel.toggle(),
  section: (panel, $button) => panel.open($button),

  "listen-all": (panel) => listen(panel, null),
  "listen-section": (panel) => listen(panel, panel.$heading ?? null),

  "copy-section": async (panel) => {
    const address = (await links())?.linkTo(panel.$heading?.id ?? "");
    await copied(panel, address);
  },
  "copy-selection": async (panel) => {
    const { selection } = panel;
    if (!selection) return;
    const address = (await links())?.linkToText(String(selection), selection.startContainer);
    await copied(panel, address);
  },
  "copy-paragraph": async (panel, $mark) => {
    const part = await links();
    await copied(panel, part?.linkToText(part.wordsBefore($mark), $mark));
  },
  marks: async (panel, $button) => {
    const part = await links();
    if (!part) return;
    $button.setAttribute("aria-pressed", String(part.toggleMarks($button.dataset.rhMark ?? "")));
  },

  "print-page": (panel) => {
    panel.close(true);
    print();
  },
  "print-module": (panel, $button) => {
    const title = $button.dataset.rhTitle ?? document.querySelector("h1")?.textContent ?? "";
    return printAll(panel, $button, title, [$button.dataset.rhWhole ?? location.href]);
  },
  "print-path": (panel, $button) => {
    const $path = /** @type {Element} */ ($button.closest(".rh-path"));
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const $links = $path.querySelectorAll("li > a");
    const overviews = [...$links].map(($link) => $link.href);
    return printAll(panel, $button, $path.querySelector("h3")?.textContent ?? "", overviews);
  },

  leave: (_, $link) => leave(/** @type {HTMLAnchorElement} */ ($link).href),
};

/**
 * @param {Panel} panel
 * @param {Element | null} $from
 */
async function listen(panel, $from) {
  const { default: Listen } = (await fetchPart(() => import("./listen.mjs"))) ?? {};
  if (!Listen) return;
  const $bar = element("rh-listen");
  start([Listen]);
  panel.close(false);
  await Listen.of($bar).start($from, panel.$opener);
}

/**
 * @param {Panel} panel
 * @param {HTMLElement} $button
 * @param {string} title
 * @param {string[]} overviews
 */
async function printAll(panel, $button, title, overviews) {
  const { default: Print } = (await fetchPart(() => import("./print.mjs"))) ?? {};
  if (!Print) return;
  const $view = element("rh-whole");
  start([Print]);
  const $back = panel.isOpen ? panel.$opener : $button;
  panel.close(false);
  await Print.of($view).start(title.trim(), overviews, $back);
}

/**
 * @param {Panel} panel
 * @param {string} [address] none: it could not be made
 */
async function copied(panel, address) {
  const part = address && (await links());
  if (!part) return;
  part.tell(element("rh-copied"), address, await part.copy(address));
  if (panel.isOpen) panel.close(true);
}

/** @param {string} path of a page, from the root of its language, with an anchor */
function address(path) {
  const base = document.querySelector("meta[name=rh-base]")?.getAttribute("content") ?? ".";
  const url = `${base}/${path}`;
  return location.protocol === "file:" ? url.replace("/#", "/index.html#") : url;
}

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {HTMLElement} $opener
 * @returns {Promise<Panel>}
 */
async function prepare($opener) {
  const [html] = await Promise.all([fetchPanel($opener.dataset.rhPanel ?? ""), addOwnSheet()]);
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const [$panel, $copied, ...$others] = [...parsed.body.children];
  for (const $link of parsed.querySelectorAll("[data-rh-to]"))
    $link.setAttribute("href", address($link.getAttribute("data-rh-to") ?? ""));
  $opener.after($panel, $copied);
  document.body.append(...$others);
  start([Panel]);
  return Panel.of($panel);
}

/**
 * The panel's HTML. A script brings it, so that it comes from a file too.
 * @param {string} address
 * @returns {Promise<string>}
 */
async function fetchPanel(address) {
  await add("script", address);
  return /** @type {any} */ (globalThis).rhReading;
}
