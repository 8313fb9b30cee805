/** In which edition a page was read or worked through, and what later ones changed. */

/** @typedef {import("./store.mjs").LearnerRecord} LearnerRecord */

/**
 * The latest edition ("2026.11") of each page's records, by the page's id. Records of a time when
 * none was kept say nothing.
 * @param {LearnerRecord[]} records
 * @returns {Map<string, string>}
 */
export function knownEditions(records) {
  const known = new Map();
  for (const { key, type, value } of records) {
    if (!["read", "attempt", "case"].includes(type) || !value.edition) continue;
    const page = type === "attempt" ? value.test : key.slice(type.length + 1);
    if (value.edition > (known.get(page) ?? "")) known.set(page, value.edition);
  }
  return known;
}

/**
 * Show the entries of a changelog that came after an edition.
 * @param {HTMLElement} $log what holds them
 * @param {string} [edition] none: the page was not read
 * @returns {boolean} whether there are any
 */
export function showLater($log, edition) {
  const $entries = /** @type {NodeListOf<HTMLElement>} */ (
    $log.querySelectorAll("[data-rh-edition]")
  );
  for (const $entry of $entries)
    $entry.hidden = !edition || !(/** @type {string} */ ($entry.dataset.rhEdition) > edition);
  return [...$entries].some(({ hidden }) => !hidden);
}
