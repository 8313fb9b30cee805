/**
 * Leave at once: nothing stays on the screen, and going back does not lead here. The pages read
 * before stay in the browser's history; no page can take them out. But as long as `rh-left` stands,
 * each of them that is gone back to leads out again: see `scheme.js`.
 * @param {string} address
 */
export function leave(address) {
  document.documentElement.style.display = "none";
  try {
    sessionStorage.setItem("rh-left", address);
  } catch {
    // Blocked: this entry of the history is replaced, as in any case.
  }
  document.title = new URL(address, location.href).hostname;
  globalThis.speechSynthesis?.cancel();
  const $meta = document.createElement("meta"); // the other site is not told where one comes from
  $meta.name = "referrer";
  $meta.content = "no-referrer";
  document.head.append($meta);
  location.replace(address);
}
