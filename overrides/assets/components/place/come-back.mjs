/** Back to the lines where reading stopped; fetched when someone comes back. */

import { getStore } from "../../lib/store.mjs";

/** Answers that are shown again and fonts may still move the lines for so long. */
const HOLD_MS = 5000;

/**
 * Where on the page something is, as the record says it.
 * @typedef {{ url: string, anchor?: string, scroll: number, within?: number }} Kept
 */

/**
 * Go to the kept place, and stay there until the reader moves.
 * @param {HTMLElement} $root what was read
 * @param {{ url: string, headings: string, firstLine: () => number }} page its address below the
 *   site's root, a selector of what its sections begin with, and where the reader's first line is
 */
export async function comeBack($root, page) {
  /** @type {Kept | undefined} */
  const place = await getStore().get("place");
  if (place?.url !== page.url) return;
  const stop = new AbortController();
  const { signal } = stop;
  const go = () =>
    !signal.aborted && scrollBy(0, topOf(place, $root, page.headings) - page.firstLine());
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
 * @param {string} headings
 */
function topOf({ anchor = "", scroll, within = 0 }, $root, headings) {
  const $headings = [...$root.querySelectorAll(headings)];
  const index = $headings.findIndex(({ id }) => id === anchor);
  const box = $root.getBoundingClientRect();
  if (anchor && index < 0) return box.top + scroll * (box.height - innerHeight);
  const from = anchor ? $headings[index].getBoundingClientRect().top : box.top;
  const to = $headings[index + 1]?.getBoundingClientRect().top ?? box.bottom;
  return from + within * (to - from);
}
