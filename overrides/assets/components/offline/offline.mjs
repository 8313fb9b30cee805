/** The page that downloads the site: choose, watch, stop and go on, delete. */

import { announce, Component, fill } from "../../lib/component.mjs";
import { longDate } from "../../lib/format.mjs";
import {
  COURSE,
  filesOf,
  fullSize,
  groupsOf,
  amount,
  Offline,
  OfflineError,
  packedSize,
} from "../../lib/offline.mjs";

/** @typedef {import("../../lib/offline.mjs").Current} Current */
/** @typedef {import("../../lib/offline.mjs").List} List */
/** @typedef {import("../../lib/offline.mjs").Next} Next */
/** @typedef {import("../../lib/offline.mjs").Progress} Progress */

const ENGLISH = "en";
/** How often, in per cent, the progress is said to screen readers. */
const SAID_EVERY = 25;

export default class OfflinePage extends Component {
  static moduleName = "offline";

  #offline = new Offline();
  #$form = /** @type {HTMLFormElement} */ (this.need("form"));
  #$said = this.need(".rh-offline__said");

  /** The version that the page itself belongs to. */
  #known = { version: "", list: this.$root.dataset.rhList ?? "" };

  /** What would be downloaded now. @type {{ version: string, list: string, files: List } | undefined} */
  #newest;

  /** @type {AbortController | undefined} */
  #going;

  #isChanging = false;
  #hasLooked = false;

  /** Only the answer to the last choice is shown. */
  #turn = 0;

  /** What the buttons do. @type {Record<string, () => unknown>} */
  #actions = {
    change: () => this.#change(),
    update: async () => this.#download((await this.#offline.read("current"))?.groups ?? []),
    resume: async () => this.#download((await this.#offline.read("next"))?.groups ?? []),
    discard: () => this.#takeAway(() => this.#offline.forget(), "discarded"),
    stop: () => this.#going?.abort(),
    remove: () => this.#ask(),
    "remove-yes": () => this.#takeAway(() => this.#offline.remove(), "removed"),
    cancel: () => this.#cancel(),
  };

  /** @param {Element} $root carries data-rh-list, the address of the list of files */
  constructor($root) {
    super($root);
    this.need(".rh-offline__noscript").hidden = true;
    if (location.protocol === "file:") this.#instead("file");
    else if (!this.#known.list) this.#instead("none");
    else void this.#begin();
  }

  /** Say why nothing can be downloaded here. @param {"file" | "none" | "impossible"} part */
  #instead(part) {
    this.#part(part, true);
    this.$root.dataset.rhStarted = "";
  }

  async #begin() {
    if (!(await Offline.isPossible())) {
      this.#instead("impossible");
      return;
    }
    this.#known.version = this.#known.list.split(".")[1] ?? "";
    this.$root.addEventListener("click", ({ target }) => {
      const $button = target instanceof Element && target.closest("[data-rh-do]");
      if ($button instanceof HTMLElement) void this.#actions[$button.dataset.rhDo ?? ""]?.();
    });
    this.#$form.addEventListener("change", () => void this.#showSizes());
    this.#$form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#download(this.#chosen());
    });
    await this.#offline.repair();
    const [current, next] = [await this.#offline.read("current"), await this.#offline.read("next")];
    this.#choose((next ?? current)?.groups);
    void this.#offline.tidy();
    await this.#show();
    await this.#look();
  }

  /** Learn which version the host has now. */
  async #look() {
    try {
      const newest = await this.#offline.newest(this.#known);
      this.#newest = { ...newest, files: await this.#offline.list(newest) };
    } catch {
      this.#newest = undefined; // no network: nothing can be downloaded, and the sizes say so
    }
    this.#hasLooked = true;
    await this.#show();
  }

  /** Show the parts that belong to what is there now. */
  async #show() {
    /** @type {Current | undefined} */
    const current = await this.#offline.read("current");
    /** @type {Next | undefined} */
    const next = await this.#offline.read("next");
    const isGoing = this.#going !== undefined;
    const isNewer = Boolean(
      current && this.#newest && this.#newest.version !== current.version && !next,
    );
    this.#part("ready", Boolean(current) && !isGoing);
    this.#part("newer", isNewer && !isGoing);
    this.#part("partial", Boolean(next) && !isGoing);
    this.#part("choose", (!current || this.#isChanging) && !isGoing);
    this.#part("going", isGoing);
    this.#part("ask", false);
    this.$root.dataset.rhStarted = ""; // no room is kept any more
    if (current) await this.#showFacts(current);
    if (current && isNewer && this.#newest) {
      const files = await this.#offline.missing(this.#newest.files, current.groups);
      const $newer = this.need("[data-rh-part=newer] p");
      $newer.textContent = fill($newer.dataset.rhText ?? "", {
        size: amount(packedSize(files)),
      });
    }
    await this.#showSizes();
  }

  /** @param {Current} current */
  async #showFacts(current) {
    const { lang } = document.documentElement;
    const list = await this.#offline.list(current).catch(() => undefined);
    const groups = list ? groupsOf(list, current.groups) : [];
    const $course = this.#$form.querySelector(`[value="${COURSE}"]`)?.nextElementSibling;
    const isCourse = current.groups.includes(COURSE);
    const titles = [
      ...(isCourse ? [$course?.firstChild?.textContent?.trim()] : []),
      ...groups
        .filter(({ id }) => !isCourse || id === ENGLISH)
        .map(({ titles }) => titles[lang.startsWith("en") ? "en" : "tr"]),
    ];
    this.#put("at", longDate(current.at));
    this.#put("edition", current.edition);
    this.#put("size", amount(current.bytes));
    this.#put("what", titles.filter(Boolean).join(" · "));
  }

  /** What the choice in the form weighs. */
  async #showSizes() {
    const chosen = this.#chosen();
    const turn = ++this.#turn;
    this.need("form ul").hidden = chosen.includes(COURSE);
    const list = this.#newest?.files;
    const $total = this.need("[data-rh-slot=total]");
    const { rhText, rhNothing, rhUnknown } = $total.dataset;
    if (!list) {
      if (this.#hasLooked) $total.textContent = rhUnknown ?? "";
      return;
    }
    for (const $size of this.every("[data-rh-size-of]")) {
      const of = $size.dataset.rhSizeOf ?? "";
      const files = list.groups.filter(({ id }) => id === of).flatMap((group) => group.files);
      $size.textContent = files.length ? amount(packedSize(files)) : "";
    }
    const files = filesOf(list, chosen);
    const missing = await this.#offline.missing(list, chosen);
    const free = await this.#offline.free();
    if (turn !== this.#turn) return;
    $total.textContent = fill((missing.length ? rhText : rhNothing) ?? "", {
      packed: amount(packedSize(missing)),
      size: amount(fullSize(files)),
    });
    const $free = this.need("[data-rh-slot=free]");
    $free.hidden = free === undefined;
    $free.textContent = fill($free.dataset.rhText ?? "", { free: amount(free ?? 0) });
    this.need(".rh-offline__short").hidden = free === undefined || free >= fullSize(missing);
  }

  /** The groups that the form names. */
  #chosen() {
    const data = new FormData(this.#$form);
    const groups = data.getAll("group").map(String);
    if (data.get("what") !== COURSE) return groups;
    return [COURSE, ...groups.filter((group) => group === ENGLISH)];
  }

  /** Put a choice into the form. @param {string[]} [groups] none: as the page gives it */
  #choose(groups) {
    if (!groups) return;
    for (const $field of this.#$form.elements) {
      if (!($field instanceof HTMLInputElement)) continue;
      const wanted = $field.name === "what" ? this.#kind(groups) : groups;
      $field.checked = wanted.includes($field.value);
    }
  }

  /** @param {string[]} groups */
  #kind(groups) {
    return groups.includes(COURSE) ? [COURSE] : ["some"];
  }

  /** @param {string[]} groups */
  async #download(groups) {
    if (this.#going) return;
    const { signal } = (this.#going = new AbortController());
    this.#$said.hidden = true;
    let said = 0;
    /** @param {Progress} progress */
    const onProgress = (progress) => {
      this.#showProgress(progress);
      const percent = Math.floor((100 * progress.bytes) / progress.totalBytes);
      if (percent < said + SAID_EVERY || percent === 100) return;
      said = percent - (percent % SAID_EVERY);
      announce(fill(this.#words("progress_said"), { percent: said }));
    };
    /** @type {[code: string, values?: Record<string, unknown>]} */
    let end = ["broken"];
    try {
      await this.#show();
      this.need("[data-rh-do=stop]").focus();
      const before = (await this.#offline.read("current"))?.version;
      const newest = await this.#offline.newest(this.#known);
      await this.#offline.download(newest, groups, { signal, onProgress });
      end = [before && newest.version !== before ? "updated" : "done"];
      this.#isChanging = false;
    } catch (error) {
      if (error instanceof OfflineError) end = [error.reason, { needed: amount(error.needed) }];
      else console.error("rehber: offline", error);
    }
    this.#going = undefined;
    await this.#look();
    this.#say(...end);
  }

  /** @param {Progress} progress */
  #showProgress({ files, total, bytes, totalBytes }) {
    const $bar = /** @type {HTMLProgressElement} */ (this.need("progress"));
    $bar.value = bytes / totalBytes;
    const $words = this.need("[data-rh-slot=progress]");
    $words.textContent = fill($words.dataset.rhText ?? "", {
      files,
      total,
      bytes: amount(bytes),
      totalBytes: amount(totalBytes),
    });
  }

  #change() {
    this.#isChanging = true;
    this.#part("choose", true); // at once: what is hidden takes no focus
    /** @type {HTMLInputElement} */ (this.#$form.elements[1]).focus();
    void this.#show();
  }

  #ask() {
    this.#part("ask", true);
    this.need("[data-rh-part=ask] p").focus();
  }

  #cancel() {
    this.#part("ask", false);
    this.need("[data-rh-do=remove]").focus();
  }

  /**
   * @param {() => Promise<void>} work
   * @param {string} code what to say then
   */
  async #takeAway(work, code) {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof OfflineError)) throw error;
      code = error.reason;
    }
    await this.#look();
    this.#say(code);
  }

  /**
   * @param {string} name
   * @param {boolean} isShown
   */
  #part(name, isShown) {
    this.need(`[data-rh-part="${name}"]`).hidden = !isShown;
  }

  /**
   * @param {string} slot
   * @param {string} text
   */
  #put(slot, text) {
    this.need(`[data-rh-slot="${slot}"]`).textContent = text;
  }

  /** @param {string} code */
  #words(code) {
    const $template = /** @type {HTMLTemplateElement} */ (this.need(`[data-rh-say="${code}"]`));
    return $template.content.textContent ?? "";
  }

  /**
   * @param {string} code
   * @param {Record<string, unknown>} [values]
   */
  #say(code, values = {}) {
    this.#$said.textContent = fill(this.#words(code), values);
    this.#$said.hidden = false;
    this.#$said.focus(); // the button that was pressed is gone: the words are read from here
  }
}
