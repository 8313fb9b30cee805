/**
 * Where the site was downloaded: the message that there is a new version.
 *
 * Fetched only by pages that the worker serves. The words lie in a template of the download page,
 * which is among the downloaded files. Nothing changes before the learner says so, and then with
 * the next page only: what is being answered here goes on undisturbed.
 */

import { announce, fill, handOver } from "../../lib/component.mjs";
import { amount, Offline, OfflineError, packedSize } from "../../lib/offline.mjs";

/** @typedef {import("../../lib/offline.mjs").List} List */
/** @typedef {import("../../lib/offline.mjs").Offered} Offered */

const offline = new Offline();
/** Under this name the visit remembers which version may wait. */
const LATER = `rehber:${offline.base}:later`;

/** @type {HTMLElement | undefined} */
let $notice;
/** @type {Promise<void>} */
let looking = Promise.resolve();

/** Look now, and whenever the browser has found a new worker. */
export function begin() {
  if (document.querySelector('[data-rh-module="offline"]')) return; // says it in its own words
  void offline.tidy();
  const lookNext = () => (looking = looking.then(look)); // a worker may come while one look is on
  void lookNext();
  navigator.serviceWorker.addEventListener("controllerchange", lookNext);
}

async function look() {
  if ($notice || !navigator.onLine) return;
  try {
    /** @type {Offered | undefined} */
    const offered = await offline.read("offered");
    const current = await offline.read("current");
    const next = await offline.read("next");
    if (!current || !offered || offered.version === current.version || isLater(offered)) return;
    const [list, before] = await Promise.all([offline.list(offered), offline.list(current)]);
    await show(before, offered, await offline.missing(list, current.groups));
    // The learner has said yes already, on a page that was left too early.
    if (next?.version === offered.version) await go(offered, next.groups);
  } catch (error) {
    // Without a network there is nothing to offer.
    if (!(error instanceof OfflineError)) console.error("rehber: offline", error);
  }
}

/**
 * @param {List} before
 * @param {Offered} offered
 * @param {import("../../lib/offline.mjs").File[]} missing
 */
async function show(before, offered, missing) {
  const $template = await words(before);
  const $made = $template?.content.firstElementChild?.cloneNode(true);
  if (!($made instanceof HTMLElement)) return;
  $notice = document.importNode($made, true);
  const values = { size: amount(packedSize(missing)) };
  for (const $each of [need("[data-rh-part=offer] p"), need("[data-rh-do=now]")])
    $each.textContent = fill($each.dataset.rhText ?? "", values);
  part("offer", true);
  const goNow = async () => go(offered, (await offline.read("current"))?.groups ?? []);
  need("[data-rh-do=now]").addEventListener("click", () => void goNow(), { once: true });
  need("[data-rh-do=later]").addEventListener("click", () => later(offered));
  need("[data-rh-do=close]").addEventListener("click", () => close());
  (document.querySelector(".rh-prose") ?? document.body).append($notice);
  announce(need("[data-rh-part=offer]").textContent ?? "");
}

/**
 * The template, in the language of the page if that can be had.
 * @param {List} list
 * @returns {Promise<HTMLTemplateElement | null>}
 */
async function words({ pages }) {
  const wanted = document.documentElement.lang.startsWith("en") ? [pages.en, pages.tr] : [pages.tr];
  for (const page of wanted) {
    const address = offline.base + page;
    const answer = (await caches.match(address)) ?? (await fetch(address).catch(() => undefined));
    if (!answer?.ok) continue;
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    const $found = parsed.querySelector("#rh-offline-notice");
    if ($found instanceof HTMLTemplateElement) return $found;
  }
  return null;
}

/**
 * @param {Offered} offered
 * @param {string[]} groups
 */
async function go(offered, groups) {
  if (!$notice) return;
  const stopping = new AbortController();
  const $bar = /** @type {HTMLProgressElement} */ (need("progress"));
  const $words = need("[data-rh-slot=progress]");
  need("[data-rh-do=stop]").onclick = () => {
    sessionStorage.setItem(LATER, offered.version); // else the next page would go on
    stopping.abort();
  };
  part("going", true);
  turnTo(need("[data-rh-do=stop]"));
  part("offer", false);
  need("[data-rh-do=now]").hidden = true;
  need("[data-rh-do=later]").hidden = true;
  let end = "updated";
  /** @type {Record<string, unknown>} */
  let values = {};
  try {
    await offline.download(offered, groups, {
      signal: stopping.signal,
      onProgress: ({ files, total, bytes, totalBytes }) => {
        $bar.value = bytes / totalBytes;
        const [now, all] = [amount(bytes), amount(totalBytes)];
        $words.textContent = fill($words.dataset.rhText ?? "", {
          files,
          total,
          bytes: now,
          totalBytes: all,
        });
      },
    });
  } catch (error) {
    end = error instanceof OfflineError ? error.reason : "broken";
    if (error instanceof OfflineError) values = { needed: amount(error.needed) };
    else console.error("rehber: offline", error);
  }
  need("[data-rh-do=close]").hidden = false;
  turnTo(need("[data-rh-do=close]"));
  part("going", false);
  const $end = need(`[data-rh-end="${end}"]`);
  $end.textContent = fill($end.textContent ?? "", values);
  $end.hidden = false;
  announce($end.textContent);
}

/** What had the focus is about to go; nobody else's is taken. @param {HTMLElement} $next */
function turnTo($next) {
  if ($notice?.contains(document.activeElement)) $next.focus();
}

/** Not again in this visit. @param {Offered} offered */
function later(offered) {
  sessionStorage.setItem(LATER, offered.version);
  close();
}

function close() {
  if (!$notice) return;
  handOver($notice);
  $notice.remove();
  $notice = undefined;
}

/** @param {Offered} offered */
const isLater = (offered) => sessionStorage.getItem(LATER) === offered.version;

/**
 * @param {string} selector
 * @returns {HTMLElement}
 */
function need(selector) {
  const $found = $notice?.querySelector(selector);
  if ($found instanceof HTMLElement) return $found;
  throw new Error(`offline-update: no element ${selector}`);
}

/**
 * @param {string} name
 * @param {boolean} isShown
 */
const part = (name, isShown) => (need(`[data-rh-part="${name}"]`).hidden = !isShown);
