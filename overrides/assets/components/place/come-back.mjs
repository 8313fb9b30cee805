/** Back to the lines where reading stopped; fetched when someone comes back. */

import { getStore } from "../../lib/store.mjs";

/** Answers that are shown again and fonts may still move the lines for so long. */
const HOLD_MS = 5000;

/**
 * Where on the page something is, as the record says it.
 * @typedef {{ url: string, anchor?: string, scroll: number, within?: number }} Kept
 *
 * `url` of the page below the site's root, `headings` a selector of what its sections begin with and
 * `isShown` which of them count, `firstLine` where the reader's first line is.
 * @typedef {{ url: string, headings: string, isShown: ($heading: Element) => boolean,
 *   firstLine: () => number }} Page
 */

/**
 * Go to the kept place, and stay there until the reader moves.
 * @param {HTMLElement} $root what was read
 * @param {Page} page
 */
export async function comeBack($root, page) {
  /** @type {Kept | undefined} */
  const place = await getStore().get("place");
  if (place?.url !== page.url) return;
  const stop = new AbortController();
  const { signal } = stop;
  const go = () => !signal.aborted && scrollBy(0, topOf(place, $root, page) - page.firstLine());
  const watch = new ResizeObserver(go);
  watch.observe($root);
  signal.addEventListener("abort", () => watch.disconnect());
  addEventListener("load", go, { signal });
  for (const type of ["wheel", "touchstart", "pointerdown", "keydown"])
    addEventListener(type, () => stop.abort(), { signal, passive: true });
  setTimeout(() => stop.abort(), HOLD_MS);
  go();
}

/**
 * Where the place is now, px from the top of the window. Without its heading the page was edited:
 * then its share of the page has to do.
 * @param {Kept} place
 * @param {HTMLElement} $root
 * @param {Page} page
 */
function topOf({ anchor = "", scroll, within = 0 }, $root, { headings, isShown }) {
  const $headings = [...$root.querySelectorAll(headings)].filter(isShown);
  const index = $headings.findIndex(({ id }) => id === anchor);
  const box = $root.getBoundingClientRect();
  if (anchor && index < 0) return box.top + scroll * (box.height - innerHeight);
  const from = anchor ? $headings[index].getBoundingClientRect().top : box.top;
  const to = $headings[index + 1]?.getBoundingClientRect().top ?? box.bottom;
  return from + within * (to - from);
}
